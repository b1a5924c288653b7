import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { answer, exports, plantedSecrets, token } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const imported = () => runImport(importer, exports);

describe('users', () => {
  it('are people unless their type, license or profile says otherwise', async () => {
    const { of } = await imported();

    expect(of('person').map(({ logins, status }) => [logins?.[0], status])).toEqual([
      ['ada@example.com', 'active'],
      ['gone@example.com', 'left'],
    ]);
    expect(of('identity').filter(({ kind }) => kind === 'service-account')).toMatchObject([
      {
        name: 'sync@example.com',
        access: 'read',
        lastUsedAt: never,
        attributes: { consoleAccess: false },
      },
      { name: 'autoproc@00d', access: 'unknown', attributes: { providerManaged: true } },
    ]);
  });

  it('that integrate have a password of a told age', async () => {
    const { of } = await imported();

    expect(of('credential').filter(({ kind }) => kind === 'password')).toMatchObject([
      { publicId: 'sync@example.com', lastRotatedAt: seen('2024-01-01T00:00:00.000Z') },
    ]);
  });
});

describe('applications', () => {
  it('tell whether users may let them in, and how long they may act', async () => {
    const { of } = await imported();

    expect(of('identity').find(({ name }) => name === 'Data Loader')?.attributes).toMatchObject({
      selfAuthorised: true,
      adminConsented: false,
      refreshForever: false,
      refreshTokenPeriodStarts: 'last use',
    });
    expect(of('identity').find(({ name }) => name === 'Warehouse')?.attributes).not.toHaveProperty(
      'refreshForever',
    );
  });

  it('that nobody installed are shown by their tokens', async () => {
    const { of } = await imported();

    expect(of('identity').find(({ name }) => name === 'Shady Exporter')).toMatchObject({
      lastUsedAt: never,
      attributes: { approved: false, selfAuthorised: true },
    });
  });

  it('are not said to be uninstalled when the list of them was not read', async () => {
    const { of } = await runImport(importer, {
      'acme__oauth-tokens.json': answer('OauthToken', [token]),
    });

    expect(of('identity')[0]?.attributes).not.toHaveProperty('approved');
    expect(of('credential')[0]?.attributes).not.toHaveProperty('boundToPerson');
  });

  it('were used when any of their tokens was', async () => {
    const { of } = await imported();

    expect(of('identity').findLast(({ name }) => name === 'Warehouse')?.lastUsedAt).toEqual(
      seen('2026-06-30T00:00:00.000Z'),
    );
  });
});

describe('tokens', () => {
  it('act as a person, with that person’s rights and status, or as an integration user', async () => {
    const { of } = await imported();

    expect(
      of('credential')
        .filter(({ kind }) => kind === 'oauth-grant')
        .map(({ attributes }) => attributes),
    ).toMatchObject([
      { boundToPerson: true, personStatus: 'active', personRoles: ['administrator'], useCount: 12 },
      { boundToPerson: false },
      { boundToPerson: true, personStatus: 'left' },
    ]);
    expect(of('delegation')).toMatchObject([
      { kind: 'impersonate', from: { name: 'Warehouse' }, to: { key: 'acme/users/005B' } },
    ]);
  });

  it('were never used when Salesforce counts no use', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name.startsWith('Shady'))?.lastUsedAt).toEqual(
      never,
    );
  });
});

describe('permission sets and named credentials', () => {
  it('are grants to the user, and references to what is presented elsewhere', async () => {
    const { of } = await imported();

    expect(
      of('entitlement').map(({ name, access, nativeType }) => [name, access, nativeType]),
    ).toEqual([
      ['Sync all', 'admin', 'salesforce-permission-set'],
      ['System Administrator', 'admin', 'salesforce-profile'],
    ]);
    expect(of('grant').map(({ principal: { type } }) => type)).toEqual(['identity', 'person']);
    expect(of('secret-reference')[0]?.attributes).toEqual({
      url: 'https://erp.example.com/api',
      principalType: 'NamedUser',
    });
  });
});

describe('answers', () => {
  it('that hold fewer records than they tell of are not complete', async () => {
    const text = answer('OauthToken', [token]).replace('"totalSize":1', '"totalSize":3000');

    const { completed } = await runImport(importer, { 'acme__oauth-tokens.json': text });

    expect(completed).toEqual([]);
  });

  it('that refuse are gaps', async () => {
    const { observations } = await runImport(importer, {
      'acme__external-client-apps.json': JSON.stringify({
        name: 'INVALID_TYPE',
        message: 'sObject type is not supported',
        exitCode: 1,
        status: 1,
      }),
    });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
