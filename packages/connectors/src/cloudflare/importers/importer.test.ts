import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { answer, exports, token } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

describe('API tokens', () => {
  it.each([
    ['deploy', 'active', 'write', seen('2027-01-01T00:00:00.000Z'), 'seen'],
    ['root-like', 'active', 'admin', never, 'unknown'],
    ['laptop', 'disabled', 'write', seen('2027-01-01T00:00:00.000Z'), 'seen'],
  ])('%s is %s and may %s', async (name, status, access, expiresAt, used) => {
    const { of } = await imported();

    const found = of('credential').find((one) => one.name === name);
    expect(found).toMatchObject({ status, access, expiresAt });
    expect(found?.lastUsedAt.state).toBe(used);
  });

  it('tell what they are limited to, and from where they work', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'deploy')?.attributes).toMatchObject({
      limitedTo: ['com.cloudflare.api.account.zone.z1'],
      unscoped: false,
      networkRestricted: true,
      boundToPerson: false,
    });
    expect(of('credential').find(({ name }) => name === 'root-like')?.attributes).toMatchObject({
      unscoped: true,
      networkRestricted: false,
    });
    expect(of('credential').find(({ name }) => name === 'laptop')?.attributes).toMatchObject({
      boundToPerson: true,
    });
  });

  it('are granted each permission group on their resources', async () => {
    const { of } = await imported();

    expect(of('grant').filter(({ principal }) => principal.name === 'deploy')).toMatchObject([
      {
        entitlementKey: 'permission-group/DNS Write',
        on: 'com.cloudflare.api.account.zone.z1',
        conditional: true,
      },
      { entitlementKey: 'permission-group/Zone Read' },
    ]);
  });

  it('whose policies are not told are of unsaid access', async () => {
    const { policies: _, condition: __, ...untold } = token;

    const { of } = await runImport(importer, { 'acc1__account-tokens.json': answer([untold]) });

    expect(of('credential')[0]?.access).toBeUndefined();
    expect(of('credential')[0]?.attributes).not.toHaveProperty('networkRestricted');
  });

  it('are known by the address of whoever made them', async () => {
    const { of } = await imported();

    expect(of('ownership')[0]).toMatchObject({
      owner: { email: 'ada@example.com', status: 'unknown' },
      signal: 'creator',
    });
  });
});

describe('service tokens', () => {
  it('tell their client id, end and last use', async () => {
    const { of } = await imported();

    expect(
      of('credential').find(({ nativeType }) => nativeType === 'cloudflare-access-service-token'),
    ).toMatchObject({
      status: 'expired',
      publicId: '88bf3b6d86161464.access.example.com',
      lastUsedAt: seen('2024-12-01T00:00:00.000Z'),
    });
  });
});

describe('members', () => {
  it('are people with roles', async () => {
    const { of } = await imported();

    expect(of('person')).toMatchObject([{ name: 'Ada Lovelace', email: 'ada@example.com' }]);
    expect(
      of('entitlement').find(({ nativeType }) => nativeType === 'cloudflare-role')?.access,
    ).toBe('admin');
  });
});

describe('answers', () => {
  it('that refuse are gaps, and fewer items than told are not complete', async () => {
    const refused = await runImport(importer, {
      'acc1__account-tokens.json': JSON.stringify({
        success: false,
        errors: [{ code: 9109, message: 'Unauthorized' }],
        result: null,
      }),
    });
    const cut = await runImport(importer, {
      'acc1__account-tokens.json': answer([token]).replace('"total_count":1', '"total_count":80'),
    });

    expect(refused.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
    expect(cut.completed).toEqual([]);
  });
});
