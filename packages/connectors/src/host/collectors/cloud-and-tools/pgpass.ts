import { login } from './database-login.ts';
import { toolFile } from './tool-file.ts';

/** `host:port:database:user:password`, with `\:` and `\\` (https://www.postgresql.org/docs/current/libpq-pgpass.html). */
export const pgpass = toolFile({
  id: 'host.pgpass',
  title: 'PostgreSQL password file',
  format: 'text',
  reads: [
    { home: '.pgpass' },
    { home: 'AppData/Roaming/postgresql/pgpass.conf' },
    { name: '.pgpass' },
  ],
  *items(_config, { text }) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (line.startsWith('#')) continue;
      const [host = '', , database = '', user = '', ...password] = line
        .split(/(?<!\\):/)
        .map((field) => field.replace(/\\([:\\])/g, '$1'));
      if (password.length === 0) continue;
      yield {
        path: [String(index + 1), `${user}@${host}`],
        value: password.join(':'),
        name: `${user}@${host}/${database}`,
        provider: 'postgresql',
        kind: 'password',
        nativeType: 'postgresql-password',
        identity: login('postgresql', user, host),
      };
    }
  },
});
