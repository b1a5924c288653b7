import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { exports, plantedSecrets } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const run = () => runImport(importer, exports);

async function login(key: string) {
  return (await run()).of('identity').find((one) => one.key === key);
}

describe('files of MySQL and MariaDB servers', () => {
  it('made by all printed commands leave no gap', async () => {
    expect((await run()).observations.filter(({ type }) => type === 'gap')).toEqual([]);
  });

  it('give every account that may log in as a login, by user and host, and no role', async () => {
    const logins = (await run()).of('identity').filter(({ key }) => key.startsWith('maria/'));

    expect(logins.map(({ name, status, access }) => [name, status, access])).toEqual([
      ['mariadb.sys@localhost', 'disabled', 'admin'],
      ['root@localhost', 'active', 'admin'],
      ['app@%', 'active', 'read'],
      ['app@10.0.0.%', 'active', 'admin'],
      ['batch@localhost', 'disabled', 'write'],
      ['@localhost', 'active', 'none'],
      ['v-root-readonl-AbCdEfGhIjKlMnOpQ@%', 'active', 'none'],
    ]);
  });

  it('tell what checks ask of a login', async () => {
    expect(await login('maria/users/app@%')).toMatchObject({
      lastUsedAt: { state: 'seen', value: '2026-06-15T11:59:00.000Z' },
      attributes: {
        allowedHosts: ['%'],
        superuser: false,
        hasPassword: true,
        passwordNeverExpires: true,
        requiresTls: false,
      },
    });
    expect((await login('maria/users/root@localhost'))?.attributes).toMatchObject({
      hasPassword: false,
      superuser: true,
    });
    expect((await login('maria/users/mariadb.sys@localhost'))?.attributes).toMatchObject({
      providerManaged: true,
    });
    expect((await login('maria/users/@localhost'))?.attributes).toMatchObject({
      hasPassword: false,
      emptyPassword: true,
    });
    expect((await login('eight/users/shop@10.%'))?.attributes).toMatchObject({ requiresTls: true });
  });

  it('tell of a password how it is stored, when it was set and when it ends', async () => {
    const passwords = (await run()).of('credential');

    expect(
      passwords.map((one) => [
        one.publicId,
        one.attributes?.['passwordScheme'],
        one.lastRotatedAt,
        one.expiresAt,
      ]),
    ).toMatchObject([
      [
        'app@% on maria',
        'mysql_native_password',
        { value: '2024-11-22T11:19:54.000Z' },
        { state: 'never' },
      ],
      ['app@10.0.0.% on maria', 'ed25519', {}, { state: 'never' }],
      [
        'batch@localhost on maria',
        'mysql_native_password',
        {},
        { value: '2026-07-01T00:00:00.000Z' },
      ],
      [
        'v-root-readonl-AbCdEfGhIjKlMnOpQ@% on maria',
        'mysql_native_password',
        {},
        { state: 'never' },
      ],
      ['shop@10.% on eight', 'caching_sha2_password', {}, { value: '2026-09-08T00:00:00.000Z' }],
    ]);
  });

  it('give roles, and who may act as whom', async () => {
    const told = await run();

    expect(
      told
        .of('entitlement')
        .filter(({ nativeType }) => nativeType === 'mysql-role')
        .map(({ key, access }) => [key, access]),
    ).toEqual([
      ['maria/users/reporting@%', 'read'],
      ['eight/users/readers@%', 'read'],
    ]);
    expect(
      told
        .of('grant')
        .filter(({ principal }) => principal.name === 'app@%')
        .map(({ entitlementKey, on }) => [entitlementKey, on]),
    ).toContainEqual(['maria/users/reporting@%', 'maria']);
    expect(told.of('delegation').map(({ from, to }) => [from.name, to.key])).toEqual([
      ['batch@localhost', 'maria/users/app@%'],
    ]);
  });

  it('without grants leave unknown how far an account reaches', async () => {
    const told = await runImport(importer, {
      'maria__accounts.tsv': exports['maria__accounts.tsv'],
    });

    expect(told.of('identity').every(({ access }) => access === undefined)).toBe(true);
  });
});
