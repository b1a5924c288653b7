import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './source-control-login.ts';
import { toolFile } from './tool-file.ts';

/** The GitHub CLI, where the token is not in the keychain. */
export const githubCli = toolFile({
  id: 'host.github-cli',
  title: 'GitHub CLI logins',
  format: 'yaml',
  reads: [
    { home: '.config/gh/hosts.yml' },
    { home: '.config/hub' },
    { home: 'AppData/Roaming/GitHub CLI/hosts.yml' },
  ],
  *items({ value }) {
    for (const [host, settings] of entriesOf(value)) {
      const user = textOf(at(settings, 'user'));
      const common = {
        provider: 'github',
        kind: 'token',
        nativeType: 'github-oauth-token',
        attributes: { boundToPerson: true },
      } as const;
      yield {
        ...common,
        path: [host, 'oauth_token'],
        name: `token of ${user ?? 'someone'} at ${host}`,
        identity: login(host, user),
      };
      for (const [name, account] of entriesOf(at(settings, 'users'))) {
        yield {
          ...common,
          path: [host, 'users', name, 'oauth_token'],
          name: `token of ${name} at ${host}`,
          identity: login(host, name),
        };
        if (
          account !== null &&
          textOf(at(account, 'oauth_token')) === null &&
          textOf(at(settings, 'oauth_token')) === null
        )
          yield {
            path: [host, 'users', name],
            store: 'keychain',
            name: `gh:${host}:${name}`,
            provider: 'github',
          };
      }
    }
  },
});
