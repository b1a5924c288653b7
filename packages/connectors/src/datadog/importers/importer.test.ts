import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { answer, applicationKey, exports } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

describe('users', () => {
  it('are people, or service accounts with what their roles add up to', async () => {
    const { of } = await imported();

    expect(of('person').map(({ email, status }) => [email, status])).toEqual([
      ['ada@example.com', 'active'],
      ['grace@example.com', 'left'],
    ]);
    expect(
      of('identity').find(
        ({ kind, nativeType }) =>
          kind === 'service-account' && nativeType !== 'datadog-organization',
      ),
    ).toMatchObject({
      name: 'exporter',
      access: 'read',
      attributes: { personal: false },
    });
  });
});

describe('application keys', () => {
  it.each([
    [
      'terraform',
      'active',
      'admin',
      { unscoped: true, boundToPerson: true, personRoles: ['Platform'] },
    ],
    ['export', 'active', 'read', { unscoped: false, boundToPerson: false }],
    ['left behind', 'revoked', 'admin', { personStatus: 'left' }],
  ])('%s is %s and may %s', async (name, status, access, attributes) => {
    const { of } = await imported();

    expect(of('credential').find((one) => one.name === name)).toMatchObject({
      kind: 'app-key',
      status,
      access,
      expiresAt: never,
      lastUsedAt: seen('2026-06-01T00:00:00.000Z'),
      attributes,
    });
  });

  it('of an owner that was not read have unknown access and no word of a person', async () => {
    const { of } = await runImport(importer, {
      'acme__application-keys.json': answer('application_keys', [applicationKey]),
    });

    expect(of('credential')[0]?.access).toBe('unknown');
    expect(of('credential')[0]?.attributes).not.toHaveProperty('boundToPerson');
  });
});

describe('API keys', () => {
  it('belong to the organization, and outlive whoever made them', async () => {
    const { of } = await imported();

    expect(of('credential').filter(({ kind }) => kind === 'api-key')).toMatchObject([
      { name: 'agents', preview: '••••cd34', lastUsedAt: seen('2026-06-30T00:00:00.000Z') },
      { name: 'spare', lastUsedAt: { state: 'unknown' } },
    ]);
    expect(
      of('ownership')
        .filter(({ signal }) => signal === 'creator')
        .map(({ owner: { name, status } }) => [name, status]),
    ).toEqual([
      ['Grace', 'left'],
      ['u9', 'unknown'],
    ]);
  });
});

describe('roles', () => {
  it('whose permissions were not read are of unknown access', async () => {
    const { 'acme__permissions.json': _, ...without } = exports;

    const { of } = await runImport(importer, without);

    expect(of('entitlement').map(({ access }) => access)).toEqual(['unknown', 'unknown']);
  });
});

describe('answers', () => {
  it('with fewer items than they tell of are not complete, refusals are gaps', async () => {
    const cut = (exports['acme__api-keys.json'] ?? '').replace(
      '"total_filtered_count":2',
      '"total_filtered_count":200',
    );
    const { completed } = await runImport(importer, { 'acme__api-keys.json': cut });
    const refused = await runImport(importer, {
      'acme__api-keys.json': '{"errors":["Forbidden"]}',
    });

    expect(completed).toEqual([]);
    expect(refused.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
