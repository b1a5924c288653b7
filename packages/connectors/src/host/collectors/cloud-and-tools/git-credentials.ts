import { login, providerOf } from './source-control-login.ts';
import { toolFile } from './tool-file.ts';

/** git's plain credential store: a URL a line. */
export const gitCredentials = toolFile({
  id: 'host.git-credentials',
  title: 'git credential store',
  format: 'text',
  reads: [{ home: '.git-credentials' }, { home: '.config/git/credentials' }],
  *items(_config, { text }) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (!URL.canParse(line)) continue;
      const url = new URL(line);
      const value = decodeURIComponent(url.password);
      const user = decodeURIComponent(url.username) || null;
      if (value !== '')
        yield {
          path: [String(index + 1), url.host],
          value,
          name: `login of ${user ?? 'someone'} at ${url.host}`,
          provider: providerOf(url.host),
          kind: 'password',
          nativeType: 'git-login',
          identity: login(url.host, user),
        };
    }
  },
});
