import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login, providerOf } from './source-control-login.ts';
import { toolFile } from './tool-file.ts';

/** Remotes that carry a login, and helpers that keep one. */
export const gitConfig = toolFile({
  id: 'host.git-config',
  title: 'git configuration',
  format: 'ini',
  reads: [{ home: '.gitconfig' }, { home: '.config/git/config' }, { path: '.git/config' }],
  *items({ value }) {
    for (const [section, settings] of entriesOf(value)) {
      const url = textOf(at(settings, 'url')) ?? '';
      const [, user = '', password = '', host = ''] =
        /^https?:\/\/([^:/@\s]*)(?::([^@\s]+))?@([^/\s]+)/i.exec(url) ?? [];
      const secret = password || (/^(?:gh[a-z]_|github_pat_|glpat-)/.test(user) ? user : '');
      if (secret !== '')
        yield {
          path: [section, 'url'],
          value: secret,
          name: `login in the address of ${host}`,
          provider: providerOf(host),
          kind: 'token',
          nativeType: 'git-remote-login',
          identity: login(host, password === '' ? null : user),
        };
      const header = textOf(at(settings, 'extraheader')) ?? '';
      const [, scheme = '', sent = ''] =
        /^authorization:\s*(basic|bearer)\s+(\S+)$/i.exec(header) ?? [];
      if (sent !== '')
        yield {
          path: [section, 'extraheader'],
          value:
            scheme.toLowerCase() === 'basic'
              ? Buffer.from(sent, 'base64')
                  .toString('utf8')
                  .replace(/^[^:]*:/, '')
              : sent,
          name: `header for ${section}`,
          provider: 'web',
          kind: 'token',
          nativeType: 'git-extra-header',
        };
      const helper = textOf(at(settings, 'helper'));
      if (helper !== null && section.startsWith('credential'))
        yield {
          path: [section, 'helper'],
          store: 'credential-helper',
          name: helper.split(/\s+/)[0] ?? helper,
          provider: 'git',
        };
    }
  },
});
