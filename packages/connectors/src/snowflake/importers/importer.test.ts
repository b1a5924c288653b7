import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, never, seen, type Things } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { exports, fingerprint } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);
const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(exports).filter(([name]) => !names.includes(name)));

async function identity(name: string, files = exports): Promise<Things['identity']> {
  const { of } = await runImport(importer, files);
  const [first, ...rest] = of('identity').filter((one) => one.name === name);
  if (!first) throw new Error(`no identity ${name}`);
  return rest.reduce((known, told) => mergeThing(known, told), first);
}

describe('users', () => {
  it.each([
    ['ETL', 'LEGACY_SERVICE', 'active', false],
    ['DEPLOY', 'SERVICE', 'active', false],
    ['SCRIPT', 'unset', 'disabled', undefined],
  ])('%s is a login of type %s, %s', async (name, userType, status, personal) => {
    const found = await identity(name);

    expect(found).toMatchObject({ kind: 'database-login', status, attributes: { userType } });
    expect(found.attributes?.['personal']).toBe(personal);
  });

  it('that are people are people, and no identities without a machine credential', async () => {
    const { of } = await imported();

    expect(of('person')).toMatchObject([
      { name: 'Ada Lovelace', email: 'ada@example.com', status: 'active' },
    ]);
    expect(of('identity').map(({ name }) => name)).not.toContain('ADA');
    expect(of('identity').map(({ name }) => name)).not.toContain('DROPPED');
  });

  it('have what their roles and the roles of their roles add up to', async () => {
    expect(await identity('ETL')).toMatchObject({
      access: 'write',
      attributes: { superuser: false },
    });
    expect(await identity('DEPLOY')).toMatchObject({
      access: 'admin',
      attributes: { superuser: true },
    });
  });

  it('are not said to be without rights when their grants were not read', async () => {
    const found = await identity('DEPLOY', without('acme-prod__user-grants.json'));

    expect(found.access).toBeUndefined();
    expect(found.attributes).not.toHaveProperty('superuser');
    const direct = await identity('DEPLOY', without('acme-prod__role-grants.json'));
    expect(direct.access).toBe('unknown');
    expect(direct.attributes).not.toHaveProperty('superuser');
  });

  it('were used when the list or the log of logins says so, and never when the list says it', async () => {
    expect(await identity('ETL')).toMatchObject({
      lastUsedAt: seen('2026-06-20T00:00:00.000Z'),
      attributes: { interactiveUse: true, lastInteractiveAt: '2026-05-20T00:00:00.000Z' },
    });
    expect((await identity('DEPLOY')).lastUsedAt).toEqual(never);
    expect((await identity('ETL', without('acme-prod__logins.csv'))).attributes).not.toHaveProperty(
      'interactiveUse',
    );
  });

  it.each(['network-policies', 'policy-references', 'user-grants', 'role-grants'])(
    'are not said to be kept in bounds when %s were refused or cut off',
    async (what) => {
      const name = `acme-prod__${what}.json`;
      for (const text of ['{"error":"no"}', (exports[name] ?? '').slice(0, -3)]) {
        const { attributes, access } = await identity('DEPLOY', { ...exports, [name]: text });

        const said = what.includes('polic') ? attributes?.['networkRestricted'] : access;
        expect(said).toBeUndefined();
      }
    },
  );

  it("come from where the user's own policy says, else the account's", async () => {
    expect((await identity('DEPLOY')).attributes).toMatchObject({
      networkRestricted: true,
      allowedHosts: ['198.51.100.0/24'],
    });
    expect((await identity('ETL')).attributes).toMatchObject({
      networkRestricted: false,
      allowedHosts: ['0.0.0.0/0'],
    });
    expect(
      (await identity('ETL', without('acme-prod__policy-references.json'))).attributes,
    ).not.toHaveProperty('networkRestricted');
  });
});

describe('credentials', () => {
  it('of a service with a password are that password, with its age and last use', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ kind }) => kind === 'password')).toMatchObject({
      identityKey: 'acme-prod/users/ETL',
      lastRotatedAt: seen('2023-01-01T08:00:00.000Z'),
      lastUsedAt: seen('2026-06-20T00:00:00.000Z'),
      expiresAt: { state: 'unknown' },
    });
  });

  it('are one row whether SHOW, DESCRIBE or the view tells them', async () => {
    const { of } = await imported();

    const keys = of('credential').filter(({ publicId }) => publicId === fingerprint);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(keys.map(({ lastUsedAt }) => lastUsedAt.state)).toEqual(['seen', 'unknown']);
    const tokens = of('credential').filter(({ name }) => name === 'CI');
    expect(new Set(tokens.map(({ key }) => key)).size).toBe(1);
    expect(tokens.at(-1)).toMatchObject({
      lastUsedAt: never,
      attributes: {
        unscoped: false,
        limitedTo: ['LOADER'],
        boundToPerson: false,
        networkRestricted: true,
      },
    });
  });

  it('that need no secret name who vouches and for whom', async () => {
    const { of } = await imported();

    expect(
      of('credential').filter(({ nativeType }) => nativeType === 'snowflake-workload-identity'),
    ).toMatchObject([
      {
        attributes: {
          issuer: 'https://token.actions.githubusercontent.com',
          audience: ['snowflakecomputing.com'],
          subjectConditions: [
            {
              operator: 'StringEquals',
              key: 'sub',
              values: ['repo:acme/shop:environment:production'],
            },
          ],
        },
      },
      { attributes: { subject: 'arn:aws:iam::123456789012:role/loader' } },
    ]);
  });

  it('leave out second factors of people', async () => {
    const { of } = await imported();

    expect(of('credential').map(({ name }) => name)).not.toContain('phone');
  });
});

describe('roles', () => {
  it('inherit, and a dropped grant gives nothing', async () => {
    const { of } = await imported();

    expect(
      of('entitlement')
        .filter(({ nativeType }) => nativeType === 'snowflake-role')
        .map(({ name, access }) => [name, access]),
    ).toEqual([
      ['LOADER', 'write'],
      ['READER', 'read'],
      ['BREAKGLASS', 'admin'],
      ['ACCOUNTADMIN', 'admin'],
    ]);
    expect(of('grant').map(({ on }) => on)).not.toContain('OLD');
    expect(of('grant')).toContainEqual(
      expect.objectContaining({
        principal: expect.objectContaining({ type: 'group', name: 'LOADER' }),
        entitlementKey: 'acme-prod/roles/READER',
      }),
    );
  });

  it('of users keep whose they are, even of users that the list does not show', async () => {
    const { of } = await imported();

    const whose = of('grant').flatMap(({ principal: { type, name } }) =>
      type === 'group' ? [] : [[type, name]],
    );
    expect(whose).toEqual([
      ['identity', 'ETL'],
      ['identity', 'DEPLOY'],
      ['person', 'ADA'],
      ['identity', 'GONE'],
    ]);
  });
});

describe('integrations', () => {
  it('are applications; SCIM administrates, OAuth has a secret, external OAuth trusts an issuer', async () => {
    expect(await identity('OKTA_SCIM')).toMatchObject({ kind: 'application', access: 'admin' });
    expect(await identity('ENTRA')).toMatchObject({ status: 'disabled' });
    const { of } = await imported();
    expect(
      of('credential').filter(({ identityKey }) => identityKey?.includes('integrations')),
    ).toMatchObject([
      { kind: 'oauth-client-secret', publicId: 'client-1', expiresAt: never },
      { kind: 'federated-trust', publicId: 'https://sts.windows.net/t/' },
    ]);
  });
});

describe('files', () => {
  it('are read alike as JSON and as the CSV of a worksheet', async () => {
    const csv = [
      'NAME,LOGIN_NAME,TYPE,DISABLED,HAS_PASSWORD,HAS_RSA_PUBLIC_KEY,LAST_SUCCESS_LOGIN,CREATED_ON',
      'ETL,ETL,SERVICE,false,false,true,,2023-01-01 00:00:00.000 -0800',
      '',
    ].join('\n');

    const { of, completed } = await runImport(importer, { 'acme-prod__users.csv': csv });

    expect(of('identity')).toMatchObject([
      {
        status: 'active',
        createdAt: seen('2023-01-01T08:00:00.000Z'),
        lastUsedAt: never,
        attributes: { hasPassword: false },
      },
    ]);
    expect(completed).toEqual(['acme-prod snowflake.users']);
  });
});
