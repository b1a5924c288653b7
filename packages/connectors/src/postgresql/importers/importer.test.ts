import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { exports } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const run = () => runImport(importer, exports);
const without = (name: keyof typeof exports) => {
  const { [name]: _, ...rest } = exports;
  return runImport(importer, rest);
};
const gaps = (told: Awaited<ReturnType<typeof run>>) =>
  told.observations.flatMap((one) => (one.type === 'gap' ? [one.listing] : []));

async function login(name: string, told = run()) {
  return (await told).of('identity').find((one) => one.name === name);
}

describe('files of a PostgreSQL server', () => {
  it('made by all printed commands leave no gap', async () => {
    expect(gaps(await run())).toEqual([]);
  });

  it('give every role that may log in as a login, and no other', async () => {
    const logins = (await run()).of('identity');

    expect(logins.map(({ name, access }) => [name, access])).toEqual([
      ['ada', 'read'],
      ['legacy', 'admin'],
      ['postgres', 'admin'],
      ['shop_app', 'write'],
      ['v-token-readonly-AbCdEfGhIjKlMnOpQrSt-1767225600', 'none'],
    ]);
  });

  it('tell what checks ask of a login', async () => {
    expect(await login('shop_app')).toMatchObject({
      lastUsedAt: { state: 'seen', value: '2026-06-15T11:59:00.000Z' },
      description: 'checkout service, owner payments@example.com',
      attributes: {
        superuser: false,
        hasPassword: true,
        passwordNeverExpires: false,
        allowedHosts: ['10.1.0.0/16', '10.0.0.0/8'],
        strongerAuthentication: ['certificate'],
        consumers: ['orders@10.1.2.3'],
        machineHints: ['its name is that of a program', 'a session by orders'],
      },
    });
    expect((await login('legacy'))?.attributes).toMatchObject({
      superuser: true,
      unauthenticatedFrom: ['0.0.0.0/0'],
    });
    expect((await login('ada'))?.attributes).toMatchObject({
      hasPassword: false,
      personHints: ['a session by DBeaver 24.1'],
    });
  });

  it('say how a password is stored, and when it ends', async () => {
    const passwords = (await run()).of('credential');

    expect(
      passwords.map((one) => [
        one.publicId,
        one.status,
        one.expiresAt.state,
        one.attributes?.['passwordScheme'],
      ]),
    ).toEqual([
      ['legacy@db1', 'active', 'never', 'md5'],
      ['shop_app@db1', 'active', 'seen', 'scram-sha-256'],
      ['v-token-readonly-AbCdEfGhIjKlMnOpQrSt-1767225600@db1', 'expired', 'seen', 'scram-sha-256'],
    ]);
  });

  it('recognise a login that Vault made', async () => {
    expect(
      (await login('v-token-readonly-AbCdEfGhIjKlMnOpQrSt-1767225600'))?.attributes,
    ).toMatchObject({ vaultRole: 'readonly', vaultIssuedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('give roles as what a login has, and a login that may be taken on as a delegation', async () => {
    const told = await run();

    const has = told.of('grant').filter(({ principal }) => principal.name === 'shop_app');
    expect(has.map(({ entitlementKey, on }) => [entitlementKey, on])).toEqual([
      ['db1/roles/app_owner', 'db1'],
      ['db1/roles/legacy', 'db1'],
      ['db1/roles/readers', 'db1'],
      ['db1/privileges/table/INSERT+SELECT+UPDATE', 'shop.public'],
    ]);
    expect(told.of('delegation').map(({ from, to }) => [from.key, to.key])).toEqual([
      ['db1/roles/shop_app', 'db1/roles/legacy'],
    ]);
  });

  it('that are missing leave unknown what they would tell', async () => {
    const noRules = await login('shop_app', without('db1__client-rules.csv'));
    const noSessions = await login('shop_app', without('db1__sessions.csv'));
    const noGrants = await login('ada', without('db1__memberships.csv'));
    const noPasswords = (await without('db1__passwords.csv')).of('credential');

    expect(noRules?.attributes).not.toHaveProperty('allowedHosts');
    expect(noSessions?.lastUsedAt.state).toBe('unknown');
    expect(noGrants).not.toHaveProperty('access');
    expect(noPasswords.find(({ publicId }) => publicId === 'ada@db1')).toMatchObject({
      status: 'unknown',
    });
  });

  it('that lack a database do not tell the privileges of all', async () => {
    expect((await without('db1__postgres__privileges.csv')).completed).not.toContain(
      'db1 postgresql.privileges',
    );
  });
});
