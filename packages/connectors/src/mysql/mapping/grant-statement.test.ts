import { describe, expect, it } from 'vitest';
import { readStatement } from './grant-statement.ts';

describe('a statement of SHOW GRANTS', () => {
  it.each([
    [
      'GRANT SELECT, INSERT (`id`, `na me`) ON `shop`.`orders` TO `batch`@`localhost`',
      {
        to: 'batch@localhost',
        privileges: ['SELECT', 'INSERT'],
        on: 'shop.orders',
        grantable: false,
      },
    ],
    [
      "GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost' WITH GRANT OPTION",
      { to: 'root@localhost', privileges: ['ALL PRIVILEGES'], on: '*.*', grantable: true },
    ],
    [
      'GRANT ALL PRIVILEGES ON *.* TO `app`@`10.0.0.%` IDENTIFIED BY PASSWORD REQUIRE SSL WITH GRANT OPTION',
      { to: 'app@10.0.0.%', on: '*.*', grantable: true },
    ],
    [
      'GRANT ALLOW_NONEXISTENT_DEFINER,BACKUP_ADMIN ON *.* TO `app`@`%`',
      { privileges: ['ALLOW_NONEXISTENT_DEFINER', 'BACKUP_ADMIN'] },
    ],
    ['GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `a TO b`@`%`', { to: 'a TO b@%', on: 'shop.p' }],
    ['GRANT USAGE ON *.* TO ``@`localhost`', { to: '@localhost', privileges: ['USAGE'] }],
  ])('gives privileges: %s', (text, expected) => {
    expect(readStatement(text)).toMatchObject({ kind: 'privileges', ...expected });
  });

  it('gives roles', () => {
    expect(readStatement('GRANT `reporting`@`%`,`ops` TO `app`@`%` WITH ADMIN OPTION')).toEqual({
      kind: 'roles',
      to: 'app@%',
      roles: ['reporting@%', 'ops@%'],
      grantable: true,
    });
  });

  it('lets one account act as another', () => {
    expect(
      readStatement('GRANT PROXY ON `app`@`%` TO `root`@`localhost` WITH GRANT OPTION'),
    ).toEqual({
      kind: 'proxy',
      to: 'root@localhost',
      as: 'app@%',
    });
  });

  it.each([
    'SET DEFAULT ROLE `reporting` FOR `app`@`%`',
    'REVOKE INSERT ON `mysql`.* FROM `app`@`%`',
    'Grants for app@%',
    '',
  ])('gives nothing: %s', (text) => {
    expect(readStatement(text)).toBeNull();
  });
});
