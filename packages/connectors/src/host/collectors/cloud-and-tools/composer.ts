import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { registryLogin } from './registry-login.ts';
import { toolFile } from './tool-file.ts';

export const composer = toolFile({
  id: 'host.composer',
  title: 'Composer logins',
  format: 'jsonc',
  reads: [
    { home: '.composer/auth.json' },
    { home: '.config/composer/auth.json' },
    { path: '*/auth.json' },
  ],
  *items({ value }) {
    const tokens: readonly (readonly [string, string, string])[] = [
      ['github-oauth', 'github', 'github-oauth-token'],
      ['gitlab-token', 'gitlab', 'gitlab-token'],
      ['gitlab-oauth', 'gitlab', 'gitlab-oauth-token'],
      ['bearer', 'composer', 'composer-bearer-token'],
    ];
    for (const [section, provider, nativeType] of tokens) {
      for (const [host, told] of entriesOf(at(value, section))) {
        const path = textOf(told) === null ? [section, host, 'token'] : [section, host];
        yield {
          path,
          name: `token for ${host}`,
          provider,
          kind: 'token',
          nativeType,
          identity: registryLogin(host, null),
        };
      }
    }
    for (const [host, login] of entriesOf(at(value, 'http-basic'))) {
      yield {
        path: ['http-basic', host, 'password'],
        name: `login for ${host}`,
        provider: 'composer',
        kind: 'password',
        nativeType: 'composer-password',
        identity: registryLogin(host, textOf(at(login, 'username'))),
      };
    }
  },
});
