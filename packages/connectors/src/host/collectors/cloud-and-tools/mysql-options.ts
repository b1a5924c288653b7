import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './database-login.ts';
import { toolFile } from './tool-file.ts';

export const mysqlOptions = toolFile({
  id: 'host.mysql-options',
  title: 'MySQL option files',
  format: 'ini',
  reads: [
    { home: '.my.cnf' },
    { name: '.my.cnf' },
    { name: 'my.cnf' },
    { system: '/etc/mysql/*.cnf' },
  ],
  cannotTell: ['logins in .mylogin.cnf, which is scrambled'],
  *items({ value }) {
    for (const [group, settings] of entriesOf(value)) {
      const [user, host] = [
        textOf(at(settings, 'user')) ?? 'default',
        textOf(at(settings, 'host')) ?? 'localhost',
      ];
      for (const field of ['password', 'pass', 'loose-password']) {
        yield {
          path: [group, field],
          name: `${user}@${host} (${group})`,
          provider: 'mysql',
          kind: 'password',
          nativeType: 'mysql-password',
          identity: login('mysql', user, host),
        };
      }
    }
  },
});
