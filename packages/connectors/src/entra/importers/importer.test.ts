import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, never, type Observation, seen, type Things } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { expressionConditions } from '../../formats/entra-federated-credential.ts';
import { exports } from '../testing/exports.ts';
import { applications, ids, servicePrincipals, tenant, thumbprint } from '../testing/principals.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

/** The rows of one noun as all lists together tell them, by key. */
async function rowsOf<N extends 'identity' | 'credential'>(noun: N) {
  const rows = new Map<string, Things[N]>();
  for (const value of (await imported()).of(noun)) {
    const known = rows.get(value.key);
    rows.set(value.key, known ? mergeThing(known, value) : value);
  }
  return rows;
}

describe('principals', () => {
  it('are one identity with their application, called by the client id', async () => {
    const rows = await rowsOf('identity');

    expect(rows.get(ids.clients.shop)).toMatchObject({
      name: 'shop-deploy',
      kind: 'application',
      status: 'active',
      lastUsedAt: seen('2026-06-01T00:00:00.000Z'),
      attributes: {
        clientId: ids.clients.shop,
        objectId: ids.principals.shop,
        applicationObjectId: ids.applications.shop,
        thirdParty: false,
        multiTenant: false,
        lastAppOnlySignInAt: '2026-06-01T00:00:00.000Z',
        lastUsedAsApiAt: '2026-06-10T00:00:00.000Z',
        usageSource: 'servicePrincipalSignInActivities',
        applicationPermissions: ['RoleManagement.ReadWrite.Directory'],
        delegatedPermissions: ['Directory.ReadWrite.All'],
        adminConsented: false,
        credentialAdders: ['Ada Lovelace', 'shop-identity'],
      },
    });
    expect(rows.get(ids.clients.shop)?.attributes).not.toHaveProperty('lastDelegatedSignInAt');
  });

  it('of other tenants, of Microsoft and of the platform are told apart', async () => {
    const rows = await rowsOf('identity');

    expect(rows.get(ids.clients.mailer)).toMatchObject({
      status: 'disabled',
      attributes: {
        thirdParty: true,
        publisher: 'Mailer Inc.',
        publisherVerified: true,
        redirectsAnywhere: true,
        adminConsented: true,
        delegatedPermissions: ['Mail.ReadWrite', 'User.Read', 'offline_access'],
        applicationPermissions: [],
      },
    });
    expect(rows.get('00000003-0000-0000-c000-000000000000')).toMatchObject({
      attributes: { providerManaged: true, thirdParty: false },
    });
    expect(rows.get(ids.clients.userAssigned)).toMatchObject({
      kind: 'service-account',
      nativeType: 'azure-user-assigned-identity',
      attributes: {
        platformIdentity: true,
        azureResource: expect.stringContaining('shop-identity'),
        actsAsAnyUser: true,
        actsAsAnyUserScopes: ['Mail.Read'],
        applicationPermissions: ['Mail.Read', 'Orders.Write'],
      },
    });
    expect(rows.get(ids.clients.systemAssigned)).toMatchObject({
      kind: 'workload',
      nativeType: 'azure-system-assigned-identity',
    });
  });

  it('that are agents lead back to their blueprint, and on to their user account', async () => {
    const { of } = await imported();
    const rows = await rowsOf('identity');

    expect(rows.get(ids.principals.agent)).toMatchObject({ kind: 'agent', name: 'returns agent' });
    expect(rows.get(ids.clients.blueprint)).toMatchObject({ nativeType: 'entra-agent-blueprint' });
    expect(rows.get(ids.users.agent)).toMatchObject({
      kind: 'agent',
      nativeType: 'entra-agent-user',
    });
    expect(of('delegation').filter(({ kind }) => kind === 'impersonate')).toMatchObject([
      { from: { key: ids.clients.blueprint }, to: { key: ids.principals.agent } },
      { from: { key: ids.principals.agent }, to: { key: ids.users.agent } },
      { from: { key: ids.clients.userAssigned }, to: { key: ids.clients.shop } },
    ]);
  });
});

describe('credentials', () => {
  it('carry the hint, the thumbprint, both dates and the last use that the report tells', async () => {
    const rows = await rowsOf('credential');
    const at = (key: string) => rows.get(`${ids.clients.shop}/credentials/${key}`);

    expect(at(ids.keys.secret)).toMatchObject({
      kind: 'oauth-client-secret',
      name: expect.any(String),
      status: 'active',
      publicId: ids.keys.secret,
      preview: 'abc••••••••',
      createdAt: seen('2026-01-10T00:00:00.000Z'),
      expiresAt: seen('2028-01-10T00:00:00.000Z'),
      lastUsedAt: seen('2026-06-01T00:00:00.000Z'),
      attributes: { on: 'application', hint: 'abc', usageSource: 'appCredentialSignInActivities' },
    });
    expect(at(ids.keys.old)).toMatchObject({
      status: 'expired',
      lastUsedAt: { state: 'unknown' },
    });
    expect(at(ids.keys.certificate)).toMatchObject({
      kind: 'certificate',
      publicId: thumbprint,
      attributes: { sha1: thumbprint, usage: 'Verify' },
    });
    expect(rows.get(`${ids.clients.userAssigned}/credentials/${ids.keys.managed}`)).toMatchObject({
      attributes: { providerManaged: true, on: 'service-principal' },
    });
  });

  it('that are federated tell issuer, audience and everything that is asked of the token', async () => {
    const { of } = await imported();
    const trusts = of('credential').filter(({ kind }) => kind === 'federated-trust');

    expect(trusts).toMatchObject([
      {
        identityKey: ids.clients.shop,
        expiresAt: never,
        attributes: {
          issuer: 'https://token.actions.githubusercontent.com',
          audience: ['api://AzureADTokenExchange'],
          subjectConditions: [
            {
              operator: 'StringEquals',
              key: 'sub',
              values: ['repo:acme/shop:ref:refs/heads/main'],
            },
          ],
        },
      },
      {
        attributes: {
          subjectConditions: [
            { operator: 'StringLike', key: 'sub', values: ['repo:acme/*'] },
            { operator: 'StringEquals', key: 'job_workflow_ref', values: ['acme/ci/x.yml'] },
          ],
        },
      },
    ]);
    expect(of('delegation').filter(({ kind }) => kind === 'federated-login')).toHaveLength(2);
  });

  it.each([
    ["claims['sub'] matches 'a' or claims['sub'] eq 'b'"],
    ["claims['sub'] startsWith 'a'"],
    ['claims["sub"] eq \'a\''],
    ['true'],
  ])('with the expression %s, which is not understood, tell no conditions', (expression) => {
    expect(expressionConditions(expression)).toBeNull();
  });
});

describe('permissions', () => {
  it('are named, with how far they reach, also those that lead to the whole tenant', async () => {
    const { of } = await imported();
    const entitlements = of('entitlement').map(({ name, access }) => [name, access]);

    expect(entitlements).toEqual(
      expect.arrayContaining([
        ['Microsoft Graph: RoleManagement.ReadWrite.Directory', 'admin'],
        ['Microsoft Graph: Mail.Read', 'read'],
        ['shop-deploy: Orders.Write', 'write'],
        ['Microsoft Graph: Mail.ReadWrite', 'write'],
        ['Microsoft Graph: offline_access', 'none'],
        ['Microsoft Graph: Directory.ReadWrite.All', 'write'],
        ['Global Administrator', 'admin'],
        ['Directory Readers', 'read'],
      ]),
    );
  });

  it('of a well-known id are named even when nothing tells the name', async () => {
    const name = Object.keys(exports).find((one) =>
      one.includes(`${ids.principals.shop}__app-role`),
    );
    const { of } = await runImport(importer, { [name ?? '']: exports[name ?? ''] ?? '' });

    expect(of('entitlement')).toMatchObject([
      { name: 'Microsoft Graph: RoleManagement.ReadWrite.Directory', access: 'admin' },
    ]);
  });

  it('of directory roles come through groups too, and eligibility is conditional', async () => {
    const { of } = await imported();

    expect(of('grant')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          principal: { type: 'identity', key: ids.clients.userAssigned, name: 'shop-identity' },
          via: 'tier 0',
        }),
        expect.objectContaining({
          key: 'directory-role-eligibilities/eligible-1',
          conditional: true,
        }),
      ]),
    );
  });
});

describe('consents', () => {
  it('are grants to present, with their scopes, of everyone or of one who can leave', async () => {
    const { of } = await imported();

    expect(of('credential').filter(({ kind }) => kind === 'oauth-grant')).toMatchObject([
      {
        identityKey: ids.clients.mailer,
        scopes: ['Mail.ReadWrite', 'User.Read', 'offline_access'],
        access: 'write',
        attributes: { adminConsented: true, boundToPerson: false },
      },
      {
        identityKey: ids.clients.shop,
        attributes: { adminConsented: false, boundToPerson: true, userId: ids.users.ada },
      },
    ]);
    expect(of('ownership').filter(({ signal }) => signal === 'holder')).toMatchObject([
      {
        subject: { type: 'credential', key: 'oauth2-permission-grants/grant-2' },
        owner: { name: 'Ada Lovelace', email: 'ada@example.com', status: 'active' },
      },
    ]);
  });
});

describe('people', () => {
  it('have left when their account is shut or their last day has passed', async () => {
    const { of } = await imported();

    expect(of('person')).toMatchObject([
      {
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        status: 'active',
        leftAt: { state: 'unknown' },
      },
      {
        name: 'Grace Hopper',
        status: 'left',
        leftAt: seen('2026-01-31T00:00:00.000Z'),
        managerEmail: 'ada@example.com',
      },
    ]);
    expect(
      of('ownership')
        .filter(({ subject }) => subject.type === 'identity')
        .map(({ subject, signal }) => `${signal} ${subject.key}`)
        .sort(),
    ).toEqual(
      [
        `provider-owner ${ids.clients.mailer}`,
        `provider-owner ${ids.clients.shop}`,
        `sponsor ${ids.principals.agent}`,
      ].sort(),
    );
  });

  it('are not the accounts by which a directory is synchronised', async () => {
    expect((await rowsOf('identity')).get(ids.users.sync)).toMatchObject({
      kind: 'machine-user',
      nativeType: 'entra-synchronisation-account',
    });
  });
});

describe('files', () => {
  it('end every list when all parts of all principals were read', async () => {
    const { completed, observations } = await imported();

    expect(observations.filter((one) => one.type === 'gap')).toEqual([]);
    expect(completed).toHaveLength(importer.kinds.length);
  });

  it('of the Graph PowerShell module are read like those of the API', async () => {
    const capital = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(capital);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name.charAt(0).toUpperCase() + name.slice(1),
          capital(inner),
        ]),
      );
    };
    const as = (change: (value: unknown) => unknown) =>
      runImport(
        importer,
        {
          [`${tenant}__service-principals.json`]: JSON.stringify(change(servicePrincipals)),
          'apps.json': JSON.stringify(change(applications)),
        },
        { options: { tenant } },
      );

    const shell = await as(capital);

    const api = await as((value) => value);
    expect(shell.kinds.get('apps.json')).toBe('entra.applications');
    expect(shell.of('identity')).toEqual(api.of('identity'));
    expect(shell.of('credential')).toEqual(api.of('credential'));
  });

  it('that name a principal of which no list tells only guess what it is', async () => {
    const files = Object.fromEntries(
      Object.entries(exports).filter(
        ([name]) => !/__(service-principals|applications|agent-\w+)\.json$/.test(name),
      ),
    );
    const guessed = (observations: readonly Observation[]) =>
      observations.flatMap((one) =>
        one.type === 'upsert' && one.provisional?.length ? [...one.provisional] : [],
      );

    const whole = await runImport(importer, exports);
    const without = await runImport(importer, files);

    expect(guessed(whole.observations)).not.toContain('subject');
    expect(new Set(guessed(without.observations))).toEqual(
      new Set([
        'principal',
        'subject',
        'identityKey',
        'name',
        'on',
        'from',
        'to',
        'access',
        'attributes',
      ]),
    );
  });

  it('that hold a refusal are a gap with what was refused', async () => {
    const text = JSON.stringify({ error: { code: 'Authorization_RequestDenied', message: 'no' } });

    const { observations } = await runImport(importer, { [`${tenant}__users.json`]: text });

    expect(observations).toContainEqual(
      expect.objectContaining({
        type: 'gap',
        reason: 'not-permitted',
        message: expect.stringContaining('Authorization_RequestDenied'),
      }),
    );
  });
});
