import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, type Noun, never, seen, type Things } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { clientSecret, exports, service } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: [clientSecret, 'user:word', 'key=value'] });

async function rows<N extends Noun>(noun: N): Promise<Map<string, Things[N]>> {
  const found = new Map<string, Things[N]>();
  const run = await runImport(importer, exports, { now: new Date('2026-02-01T00:00:00Z') });
  for (const value of run.of(noun)) {
    const known = found.get(value.key);
    found.set(value.key, known === undefined ? value : mergeThing(known, value));
  }
  return found;
}

async function row<N extends Noun>(noun: N, key: string): Promise<Things[N] | undefined> {
  return (await rows(noun)).get(key);
}

describe('an API token', () => {
  it('was last used its window before its end, and has the rights of its maker', async () => {
    expect(await row('credential', 'api-tokens/00Tused')).toMatchObject({
      identityKey: 'users/00uada1example0000001',
      status: 'active',
      access: 'admin',
      createdAt: seen('2024-03-01T08:00:00.000Z'),
      expiresAt: seen('2026-02-20T08:00:00.000Z'),
      lastUsedAt: seen('2026-01-21T08:00:00.000Z'),
      attributes: {
        boundToPerson: true,
        rollingExpiry: true,
        windowDays: 30,
        networkRestricted: false,
        personRoles: ['SUPER_ADMIN'],
        personStatus: 'active',
        personEmail: 'ada@example.com',
      },
    });
  });

  it('that ends its window after its making was never used', async () => {
    expect(await row('credential', 'api-tokens/00Tnever')).toMatchObject({
      lastUsedAt: never,
      attributes: { networkRestricted: true },
    });
  });

  it('does not work any more when its maker is deactivated, and says who made it', async () => {
    expect(await row('credential', 'api-tokens/00Torphan')).toMatchObject({
      status: 'disabled',
      attributes: { personStatus: 'left' },
    });
    expect(await row('ownership', 'api-tokens/00Torphan#creator')).toMatchObject({
      owner: { email: 'grace@example.com', status: 'left' },
      signal: 'creator',
    });
  });

  it('whose end has come since the file was made may have been prolonged', async () => {
    const { of } = await runImport(importer, exports, { now: new Date('2026-09-01T00:00:00Z') });

    const used = of('credential').find(({ key }) => key === 'api-tokens/00Tused');
    expect(used).toMatchObject({ status: 'unknown' });
  });

  it('of whom roles were not read does not say that there are none', async () => {
    const { attributes } = (await row('credential', 'api-tokens/00Torphan')) ?? {};

    expect(attributes).not.toHaveProperty('personRoles');
  });
});

describe('an application', () => {
  it('that calls by itself is told by how it proves itself, and used when the log says', async () => {
    expect(await row('identity', `apps/${service}`)).toMatchObject({
      nativeType: 'okta-service-app',
      name: 'payroll sync',
      lastUsedAt: seen('2026-01-20T08:00:00.000Z'),
      attributes: {
        clientId: service,
        clientAuthentication: 'private_key_jwt',
        grantTypes: ['client_credentials'],
        redirectsAnywhere: false,
        thirdParty: false,
        applicationPermissions: ['okta.apps.read', 'okta.users.manage'],
        usageSource: 'System Log',
      },
    });
  });

  it('that is sent back to over plain HTTP says so', async () => {
    expect(await row('identity', 'apps/0oaweb00000000000001')).toMatchObject({
      nativeType: 'okta-oidc-app',
      lastUsedAt: { state: 'unknown' },
      attributes: { redirectsAnywhere: true, clientAuthentication: 'client_secret_basic' },
    });
  });

  it('that everybody signs in to with one password has that password', async () => {
    expect(await row('credential', 'apps/0oaswa00000000000001/shared-password')).toMatchObject({
      kind: 'password',
      status: 'disabled',
    });
  });

  it('that only links somewhere is no identity', async () => {
    expect(await row('identity', 'apps/0oabookmark000000001')).toBeUndefined();
    expect(await row('resource', 'apps/0oabookmark000000001')).toMatchObject({ name: 'Wiki' });
  });

  it('has its keys, whether the application or their own list shows them', async () => {
    const keys = [...(await rows('credential')).values()]
      .filter(({ nativeType }) => nativeType === 'okta-client-key')
      .map(({ publicId, attributes }) => [
        publicId,
        attributes?.['algorithm'],
        attributes?.['bits'],
      ]);

    expect(keys).toEqual([
      ['inline-key', 'RSA', 2048],
      ['listed-key', 'ECDSA', 256],
    ]);
  });

  it('has secrets of which only the fingerprint stays when a file holds the value', async () => {
    const key = 'apps/0oaweb00000000000001/secrets';

    expect(await row('credential', `${key}/ocs1`)).toMatchObject({
      status: 'active',
      createdAt: seen('2023-02-01T08:00:00.000Z'),
      fingerprint: expect.stringMatching(/^fp_/) as string,
    });
    expect(await row('credential', `${key}/ocs2`)).toMatchObject({ status: 'disabled' });
  });

  it('holds the scopes and roles that it was given', async () => {
    const grants = [...(await rows('grant')).values()]
      .filter(({ principal }) => principal.key === `apps/${service}`)
      .map(({ entitlementKey }) => entitlementKey);

    expect(grants.sort()).toEqual([
      'roles/USER_ADMIN',
      'scopes/okta.apps.read',
      'scopes/okta.users.manage',
    ]);
    expect(await row('entitlement', 'scopes/okta.users.manage')).toMatchObject({ access: 'write' });
  });
});

describe('a custom admin role', () => {
  it('is judged by its permissions, and is held within its resource set', async () => {
    const grants = [...(await rows('grant')).values()];

    expect(await row('entitlement', 'roles/cr0helper000000000001')).toMatchObject({
      name: 'helper',
      access: 'read',
      attributes: { readsSecrets: true, description: 'helps' },
    });
    expect(grants.find(({ principal }) => principal.key === 'groups/00gplatform')).toMatchObject({
      on: 'resource set iamset1',
      principal: { type: 'group', name: 'platform' },
    });
  });
});

describe('people', () => {
  it('who are deactivated have left, on the day that their status changed', async () => {
    expect(await row('person', 'users/00ugrace1example00002')).toMatchObject({
      status: 'left',
      leftAt: seen('2025-06-30T08:00:00.000Z'),
      lastUsedAt: never,
    });
  });

  it('are known by address and login in lower case', async () => {
    expect(await row('person', 'users/00uada1example0000001')).toMatchObject({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      status: 'active',
      managerEmail: 'boss@example.com',
    });
  });

  it('are in teams, of which an empty one is told to be empty', async () => {
    expect(await row('team', 'groups/00gplatform')).toMatchObject({
      name: 'platform',
      memberKeys: ['users/00uada1example0000001'],
    });
    expect(await row('team', 'groups/00gempty')).toMatchObject({ name: 'empty', memberKeys: [] });
  });
});

describe('the files that the commands make', () => {
  it('end every list', async () => {
    const { observations } = await runImport(importer, exports);

    expect(observations.flatMap((one) => (one.type === 'gap' ? [one.message] : []))).toEqual([]);
  });

  it('with a refusal of Okta are a gap of that list alone', async () => {
    const refused = JSON.stringify({
      errorCode: 'E0000006',
      errorSummary: 'You do not have permission',
    });

    const { observations, completed } = await runImport(importer, {
      ...exports,
      'acme.okta.com__api-tokens.json': refused,
    });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', listing: 'okta.api-tokens', reason: 'not-permitted' }),
    );
    expect(completed).toContain('acme.okta.com okta.apps');
  });
});
