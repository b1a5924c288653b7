import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { exports, plantedSecrets, token } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const imported = () => runImport(importer, exports);

describe('accounts', () => {
  it('are service principals with their client id, and people', async () => {
    const { of } = await imported();

    expect(of('identity').filter(({ kind }) => kind === 'service-account')).toMatchObject([
      {
        name: 'loader',
        status: 'active',
        access: 'admin',
        attributes: { clientId: expect.stringMatching(/21$/) },
      },
      { name: 'reporter', status: 'disabled' },
    ]);
    expect(of('person').map(({ email, status }) => [email, status])).toEqual([
      ['ada@example.com', 'active'],
      ['grace@example.com', 'left'],
    ]);
    expect(of('team')).toMatchObject([
      { name: 'admins', memberKeys: [expect.stringMatching(/11$/)] },
    ]);
  });
});

describe('tokens', () => {
  it.each([
    ['airflow', 'active', never, true, 'admin'],
    ['old', 'expired', seen('2024-03-09T16:00:00.000Z'), true, undefined],
    ['job', 'active', seen('2030-03-17T17:46:40.000Z'), false, 'admin'],
  ])('%s is %s', async (name, status, expiresAt, personal, access) => {
    const { of } = await imported();

    const found = of('credential').find((one) => one.name === name);
    expect(found).toMatchObject({ status, expiresAt, attributes: { boundToPerson: personal } });
    expect(found?.access).toBe(access);
  });

  it('without a day of use are not said to be unused', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'old')?.lastUsedAt.state).toBe('unknown');
  });

  it('belong to people with the rights and status of these', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'airflow')?.attributes).toMatchObject({
      personRoles: ['admins'],
      personStatus: 'active',
    });
    expect(of('ownership').map(({ owner: { email, status } }) => [email, status])).toEqual([
      ['ada@example.com', 'active'],
      ['grace@example.com', 'left'],
    ]);
  });

  it('of nobody known say nothing about a person', async () => {
    const { of } = await runImport(importer, {
      'acme__tokens.json': JSON.stringify({ token_infos: [token] }),
    });

    expect(of('credential')[0]?.attributes).not.toHaveProperty('boundToPerson');
    expect(of('ownership')).toEqual([]);
  });
});

describe('service principals', () => {
  it('have secrets with an end and an unknown last use, and trust of other platforms', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ kind }) => kind === 'oauth-client-secret')).toMatchObject({
      identityKey: 'acme.cloud.databricks.com/accounts/21',
      expiresAt: seen('2027-01-01T00:00:00.000Z'),
      lastUsedAt: { state: 'unknown' },
    });
    expect(
      of('credential').find(({ kind }) => kind === 'federated-trust')?.attributes,
    ).toMatchObject({
      issuer: 'https://token.actions.githubusercontent.com',
      subjectConditions: [
        { operator: 'StringEquals', key: 'sub', values: ['repo:acme/shop:environment:prod'] },
      ],
    });
  });
});

describe('secret scopes', () => {
  it('tell names of secrets, and who may read them', async () => {
    const { of } = await imported();

    expect(of('secret-reference')).toMatchObject([
      { name: 'warehouse', place: { modifiedAt: '2023-11-14T22:13:20.000Z' } },
    ]);
    expect(
      of('grant')
        .filter(({ resourceKey }) => resourceKey?.includes('secret-scopes'))
        .map(({ principal }) => [principal.type, principal.name]),
    ).toEqual([
      ['identity', 'loader'],
      ['group', 'users'],
    ]);
  });
});

describe('completeness', () => {
  it('of secrets needs every service principal', async () => {
    const { 'acme.cloud.databricks.com__22__oauth-secrets.json': _, ...without } = exports;

    expect((await imported()).completed).toContain(
      'acme.cloud.databricks.com databricks.oauth-secrets',
    );
    expect((await runImport(importer, without)).completed).not.toContain(
      'acme.cloud.databricks.com databricks.oauth-secrets',
    );
  });
});
