import { login, providerOf } from './source-control-login.ts';
import { type ToolSecret, toolFile } from './tool-file.ts';

/** `machine … login … password …` (curl, git, Heroku and others). Macros are passed over. */
export const netrc = toolFile({
  id: 'host.netrc',
  title: 'netrc logins',
  format: 'text',
  reads: [{ home: '.netrc' }, { home: '_netrc' }, { name: '.netrc' }],
  *items(_config, { text }) {
    let machine = '';
    let user: string | null = null;
    let pending: 'machine' | 'login' | 'password' | 'account' | null = null;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      for (const word of line.replace(/^\s*#.*/, '').match(/"[^"]*"|\S+/g) ?? []) {
        const value = word.replace(/^"(.*)"$/, '$1');
        if (pending === 'machine') [machine, user] = [value, null];
        else if (pending === 'login') user = value;
        else if (pending === 'password')
          yield loginSecret({ line: index + 1, machine, user, value });
        if (pending !== null) pending = null;
        else if (word === 'default') machine = 'any host';
        else if (
          word === 'machine' ||
          word === 'login' ||
          word === 'password' ||
          word === 'account'
        )
          pending = word;
      }
    }
  },
});

function loginSecret({
  line,
  machine,
  user,
  value,
}: {
  line: number;
  machine: string;
  user: string | null;
  value: string;
}): ToolSecret {
  return {
    path: [String(line), machine],
    value,
    name: `login of ${user ?? 'someone'} at ${machine}`,
    provider: providerOf(machine),
    kind: 'password',
    nativeType: 'netrc-login',
    identity: login(machine, user),
  };
}
