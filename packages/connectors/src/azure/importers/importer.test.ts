import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { clients, exports, plantedSecrets, principals, subscription } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const imported = () => runImport(importer, exports);

describe('managed identities', () => {
  it('are called by their object id, by which grants name them', async () => {
    const { of } = await imported();
    const managed = of('identity').filter(({ attributes }) => attributes?.['platformIdentity']);

    expect(managed).toMatchObject([
      {
        key: principals.userAssigned,
        kind: 'service-account',
        environment: 'production',
        attributes: { clientId: clients.userAssigned, objectId: principals.userAssigned },
      },
      { key: principals.systemAssigned, kind: 'workload', name: 'shop-vm' },
    ]);
    expect(of('instance').map(({ identityKey, name }) => [identityKey, name])).toEqual([
      [principals.systemAssigned, 'shop-vm'],
      [principals.userAssigned, 'shop-vm'],
    ]);
    expect(of('delegation').filter(({ kind }) => kind === 'runs-as')).toHaveLength(2);
  });

  it('tell whose tokens they accept', async () => {
    const { of } = await imported();

    expect(of('credential').filter(({ kind }) => kind === 'federated-trust')).toMatchObject([
      {
        identityKey: principals.userAssigned,
        attributes: {
          issuer: 'https://westeurope.oic.prod-aks.azure.com/acme/',
          subjectConditions: [
            { operator: 'StringEquals', key: 'sub', values: ['system:serviceaccount:shop:orders'] },
          ],
        },
      },
    ]);
  });
});

describe('roles', () => {
  it('are judged by what they allow after what they take out again', async () => {
    const { of } = await imported();

    expect(of('entitlement').map(({ name, access }) => [name, access])).toEqual(
      expect.arrayContaining([
        ['Contributor', 'write'],
        ['role giver', 'admin'],
        ['Owner', 'admin'],
        ['Reader', 'read'],
        ['managed application', 'none'],
      ]),
    );
  });

  it('are held by machines, people and groups, on subscriptions, groups above them, and the root', async () => {
    const { of, observations } = await imported();
    const grants = of('grant').filter(({ key }) => key.includes('/roleassignments/'));

    expect(
      grants.map(({ principal, on, conditional }) => [principal.type, on, conditional]),
    ).toEqual([
      ['identity', `/subscriptions/${subscription}`, false],
      ['identity', `/subscriptions/${subscription}/resourceGroups/shop`, true],
      ['person', '/providers/Microsoft.Management/managementGroups/acme', false],
      ['group', '/', false],
    ]);
    expect(observations.flatMap((one) => (one.type === 'scope' ? [one.scope.key] : []))).toEqual([
      subscription,
      'management-group:acme',
      'tenant-root',
    ]);
  });

  it('tell of principals that nothing else tells of, without guessing what they are', async () => {
    const { of } = await imported();

    expect(
      of('identity').filter(({ nativeType }) => nativeType === 'entra-service-principal'),
    ).toMatchObject([
      {
        key: principals.application,
        status: 'unknown',
        attributes: { objectId: principals.application },
      },
    ]);
  });

  it('that az printed tell the client id of a service principal', async () => {
    const flat = {
      id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/1`,
      principalId: principals.application,
      principalName: clients.application,
      principalType: 'ServicePrincipal',
      roleDefinitionId: '/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/y',
      roleDefinitionName: 'shop operator',
      scope: `/subscriptions/${subscription}`,
      condition: null,
    };

    const { of } = await runImport(importer, { 'x.json': JSON.stringify([flat]) });

    expect(of('identity')).toMatchObject([{ attributes: { clientId: clients.application } }]);
    expect(of('entitlement')).toMatchObject([{ name: 'shop operator', access: 'unknown' }]);
  });

  it('that may be activated are conditional until they are', async () => {
    const { of } = await imported();

    expect(of('grant').find(({ attributes }) => attributes?.['eligible'])).toMatchObject({
      principal: { type: 'identity', key: principals.application },
      conditional: true,
    });
  });

  it('that are denied are listed as what they take away, with whom they spare', async () => {
    const { of } = await imported();

    expect(of('grant').find(({ attributes }) => attributes?.['effect'] === 'deny')).toMatchObject({
      principal: { type: 'group', key: 'everyone' },
    });
    expect(of('entitlement').find(({ name }) => name === 'managed application')).toMatchObject({
      attributes: { effect: 'deny', denies: 'admin', except: [principals.application] },
    });
  });
});

describe('shared keys', () => {
  it('exist with the resource, with the age that Azure tells, and off where they are switched off', async () => {
    const { of } = await imported();
    const keys = of('credential').filter(
      ({ kind, fingerprint }) => kind === 'access-key' && !fingerprint,
    );

    expect(keys.map(({ name, status, createdAt }) => [name, status, createdAt])).toEqual([
      ['key1 of shopdata', 'active', seen('2022-01-01T00:00:00.000Z')],
      ['key2 of shopdata', 'active', expect.objectContaining({ state: 'unknown' })],
      ['primary of shop-db', 'disabled', expect.objectContaining({ state: 'unknown' })],
      ['secondary of shop-db', 'disabled', expect.objectContaining({ state: 'unknown' })],
    ]);
    expect(keys[0]?.attributes).toMatchObject({ unscoped: true, keyExpirationDays: 90 });
  });

  it('that were listed are kept as fingerprints of the same keys', async () => {
    const { of } = await imported();
    const held = of('credential').filter(({ fingerprint }) => fingerprint);

    expect(held.map(({ key, access }) => [key, access])).toEqual([
      ['azure-storage-account/shopdata/keys/key1', 'admin'],
      ['azure-storage-account/shopdata/keys/key2', 'admin'],
      ['azure-cosmos-account/shop-db/keys/primary', 'admin'],
      ['azure-cosmos-account/shop-db/keys/primary-readonly', 'read'],
    ]);
  });
});

describe('vaults', () => {
  it('tell who may open them, and what lies in them by name and date', async () => {
    const { of } = await imported();

    expect(
      of('entitlement')
        .filter(({ nativeType }) => nativeType === 'azure-vault-access-policy')
        .map(({ access, attributes }) => [access, attributes?.['readsSecrets']]),
    ).toEqual([
      ['read', true],
      ['write', true],
    ]);
    expect(
      of('secret-reference').map(({ store, name, attributes }) => [store, name, attributes]),
    ).toEqual([
      [
        'azure-key-vault-secret',
        'db-password',
        expect.objectContaining({ expiresAt: '2027-01-01T00:00:00.000Z', enabled: true }),
      ],
      [
        'azure-key-vault-key',
        'signing',
        expect.objectContaining({ createdAt: '2023-11-14T22:13:20.000Z' }),
      ],
      [
        'azure-key-vault-certificate',
        'web',
        expect.objectContaining({ sha1: '0123456789abcdef0123456789abcdef01234567' }),
      ],
      [
        'azure-key-vault-storage',
        'shopdata',
        expect.objectContaining({ azureResource: expect.any(String) }),
      ],
    ]);
  });
});

describe('files', () => {
  it('end the lists of the subscription, and of what stands above it', async () => {
    const { completed } = await imported();

    expect(completed).toEqual(
      expect.arrayContaining([
        `${subscription} azure.identity-federated-credentials`,
        `${subscription} azure.resources`,
        `${subscription} azure.role-assignments`,
        `${subscription} azure.vault-secrets`,
        'management-group:acme azure.role-assignments',
      ]),
    );
  });

  it('of mixed resources are read each as what it is', async () => {
    const identity = JSON.parse(exports[`${subscription}__user-assigned-identities.json`] ?? '');
    const vaults = JSON.parse(exports[`${subscription}__key-vaults.json`] ?? '').value;
    const accounts = JSON.parse(exports[`${subscription}__storage-accounts.json`] ?? '').value;
    const text = JSON.stringify({ data: [...vaults, ...accounts, ...identity] });

    const { of, kinds } = await runImport(importer, { 'query.json': text });

    expect(kinds.get('query.json')).toBe('azure.resources');
    expect(of('identity').map(({ nativeType }) => nativeType)).toEqual([
      'azure-storage-account',
      'azure-user-assigned-identity',
    ]);
    expect(of('entitlement')).toHaveLength(2);
  });

  it('that hold a refusal are a gap', async () => {
    const text = JSON.stringify({ error: { code: 'AuthorizationFailed', message: 'no' } });

    const { observations } = await runImport(importer, {
      [`${subscription}__role-assignments.json`]: text,
    });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
