import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, type Noun, never, seen, type Things } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import {
  anyToken,
  apiKeyString,
  compute,
  deletedMember,
  deployer,
  exports,
  keyId,
  project,
  reporter,
  workflow,
} from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: [apiKeyString] });

async function rows<N extends Noun>(noun: N): Promise<Map<string, Things[N]>> {
  const found = new Map<string, Things[N]>();
  const run = await runImport(importer, exports);
  for (const value of run.of(noun)) {
    const known = found.get(value.key);
    found.set(value.key, known === undefined ? value : mergeThing(known, value));
  }
  return found;
}

async function row<N extends Noun>(noun: N, key: string): Promise<Things[N] | undefined> {
  return (await rows(noun)).get(key);
}

describe('a service account', () => {
  it('is known by its address, and carries the ids by which others name it', async () => {
    expect(await row('identity', deployer)).toMatchObject({
      kind: 'service-account',
      status: 'active',
      environment: 'production',
      lastUsedAt: seen('2026-01-29T08:00:00.000Z'),
      attributes: {
        uniqueId: '100000000000000000001',
        oauth2ClientId: '100000000000000000001',
        projectId: project,
        defaultServiceAccount: false,
        usageSource: 'Activity Analyzer',
        usageWindowDays: 90,
      },
    });
  });

  it('that is disabled and was not seen in the window is so, with the window', async () => {
    expect(await row('identity', reporter)).toMatchObject({
      status: 'disabled',
      lastUsedAt: never,
      attributes: { usageWindowDays: 90 },
    });
  });

  it('that Compute Engine hands out and that is still Editor says both', async () => {
    expect(await row('identity', compute)).toMatchObject({
      status: 'active',
      attributes: { defaultServiceAccount: true, automaticEditor: true },
    });
  });

  it('is answered for by whom its description names, and by the label of its project', async () => {
    const owners = [...(await rows('ownership')).values()].filter(
      ({ subject }) => subject.key === deployer,
    );

    expect(owners.map(({ owner, signal }) => [owner.type, owner.name, signal])).toEqual([
      ['person', 'ada@example.com', 'description'],
      ['team', 'payments', 'tag'],
    ]);
  });
});

describe('a key of a service account', () => {
  it('that a customer holds does not expire, and is used when Activity Analyzer says', async () => {
    expect(await row('credential', keyId('a'))).toMatchObject({
      identityKey: deployer,
      kind: 'private-key',
      status: 'active',
      publicId: keyId('a'),
      createdAt: seen('2023-03-31T13:27:15.000Z'),
      expiresAt: never,
      lastUsedAt: seen('2025-12-24T08:00:00.000Z'),
      attributes: { providerManaged: false, uploaded: false, algorithm: 'RSA', bits: 2048 },
    });
  });

  it('that Google manages is told apart, and has ended when its validity has', async () => {
    expect(await row('credential', keyId('b'))).toMatchObject({
      expiresAt: seen('2026-01-19T08:00:00.000Z'),
      attributes: { providerManaged: true },
    });
  });

  it('that was uploaded does not pass its validity off as its making', async () => {
    expect(await row('credential', keyId('c'))).toMatchObject({
      status: 'disabled',
      createdAt: { state: 'unknown' },
      attributes: {
        uploaded: true,
        bits: 1024,
        disableReason: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED',
      },
    });
  });
});

describe('an API key', () => {
  it('says what it is limited to, and what calls it is limited by', async () => {
    expect(await row('credential', 'api-keys/5fdd3f25-37dc-44e8-9f81-10095abaded7')).toMatchObject({
      identityKey: null,
      attributes: {
        unscoped: false,
        limitedTo: ['maps-backend.googleapis.com'],
        callerRestriction: 'browser',
      },
    });
  });

  it('that is bound to a service account acts as it', async () => {
    expect(await row('credential', 'api-keys/71a9769b-3c85-4372-bf1f-c71ed595e430')).toMatchObject({
      identityKey: deployer,
      attributes: { unscoped: true, networkRestricted: true },
    });
  });
});

describe('a policy', () => {
  it('names everybody, groups, Google and people as what they are', async () => {
    const principals = [...(await rows('grant')).values()].map(
      ({ principal, entitlementKey, on }) =>
        `${principal.type} ${principal.key} ${entitlementKey} ${on}`,
    );

    expect(principals).toEqual(
      expect.arrayContaining([
        'public allUsers roles/storage.objectViewer //storage.googleapis.com/shop-invoices',
        'group domain:example.com roles/storage.objectViewer //storage.googleapis.com/shop-invoices',
        'person ada@example.com roles/owner projects/shop-prod',
        'group platform@example.com roles/owner projects/shop-prod',
        `identity ${compute} roles/editor projects/shop-prod`,
        'service service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com roles/iam.serviceAccountTokenCreator projects/shop-prod',
        `identity ${workflow} roles/storage.objectAdmin //storage.googleapis.com/shop-invoices`,
        'group projectEditor:shop-prod roles/storage.legacyBucketOwner //storage.googleapis.com/shop-logs',
      ]),
    );
  });

  it('keeps a deleted account as it is written, since its address may be another one now', async () => {
    const grants = [...(await rows('grant')).values()];

    expect(grants.find(({ principal }) => principal.key === deletedMember)).toMatchObject({
      conditional: true,
      attributes: {
        dangling: true,
        uniqueId: '100000000000000000009',
        conditionEndsAt: '2026-03-01T00:00:00Z',
      },
    });
  });

  it.each([
    ['roles/owner', 'admin'],
    ['roles/editor', 'admin'],
    ['roles/storage.objectViewer', 'read'],
    ['roles/storage.objectAdmin', 'write'],
    [`projects/${project}/roles/signer`, 'admin'],
    [`projects/${project}/roles/releaser`, 'write'],
    [`projects/${project}/roles/secret-reader`, 'read'],
  ])('with %s gives %s access', async (role, access) => {
    expect(await row('entitlement', role)).toMatchObject({ access });
  });

  it('on a service account says who may become it, and how', async () => {
    const ways = [...(await rows('delegation')).values()]
      .filter(({ to }) => to.key === deployer)
      .map(({ from, kind }) => `${from.type} ${from.name} ${kind}`);

    expect(ways.sort()).toEqual([
      'external ci/* federated-login',
      'external ci/attribute.repository/acme/web federated-login',
      `external ${project}.svc.id.goog[web/frontend] federated-login`,
      `identity ${reporter} impersonate`,
      `identity ${reporter} launches`,
      'person grace@example.com impersonate',
    ]);
  });

  it('on a service account that only shows it leads nowhere', async () => {
    const grants = [...(await rows('grant')).values()].map(({ entitlementKey }) => entitlementKey);

    expect(grants).toContain('roles/iam.serviceAccountViewer');
  });

  it('that is of nothing known is a gap, not a grant', async () => {
    const text = JSON.stringify({ bindings: [{ role: 'roles/owner', members: ['allUsers'] }] });

    const { of, observations } = await runImport(importer, { 'policy.json': text });

    expect(of('grant')).toEqual([]);
    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'unsupported' }),
    );
  });
});

describe('a federated login', () => {
  it('asks what the binding and the provider ask, in claims of the token', async () => {
    const delegations = [...(await rows('delegation')).values()];

    expect(delegations.find(({ from }) => from.key === workflow)).toMatchObject({
      conditional: true,
      conditions: [
        { operator: 'StringEquals', key: 'assertion.repository', values: ['acme/web'] },
        { operator: 'StringEquals', key: 'assertion.repository_owner', values: ['acme'] },
        { operator: 'StringEquals', key: 'assertion.ref', values: ['refs/heads/main'] },
      ],
      attributes: {
        issuer: 'https://token.actions.githubusercontent.com',
        provider: 'github-actions',
      },
    });
  });

  it('of a whole pool asks only what the provider asks', async () => {
    const delegations = [...(await rows('delegation')).values()];

    expect(delegations.find(({ from }) => from.key === anyToken)?.conditions).toHaveLength(2);
  });

  it('by a provider without audiences takes only tokens made for it', async () => {
    const trusts = [...(await rows('credential')).values()].filter(
      ({ kind, identityKey }) => kind === 'federated-trust' && identityKey === deployer,
    );

    expect(trusts.map(({ attributes }) => attributes?.['audience'])).toEqual(
      Array.from({ length: 2 }, () => [
        'https://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/ci/providers/github',
      ]),
    );
  });

  it('whose provider was not read has no conditions, rather than none', async () => {
    const { [`${project}__ci__workload-identity-providers.json`]: _, ...without } = exports;

    const { of } = await runImport(importer, without);

    expect(of('delegation').find(({ from }) => from.key === workflow)?.conditions).toBeUndefined();
  });
});

describe('a list of assets of several types', () => {
  it('ends the lists of the types that it holds, and no others', async () => {
    const { completed } = await runImport(importer, exports);

    expect(completed.filter((listing) => listing.startsWith('organizations/654'))).toEqual([
      'organizations/654 gcp.assets',
      'organizations/654 gcp.owners-of-projects',
      'organizations/654 gcp.service-accounts',
    ]);
  });
});

describe('an export of the asset inventory', () => {
  const asset = (type: string, name: string, data: object) =>
    JSON.stringify({ name, asset_type: type, resource: { version: 'v1', data } });
  const provider = 'projects/1/locations/global/workloadIdentityPools/ci/providers/github';

  it('is read line by line in the spelling of storage, for the whole organization', async () => {
    const exported = {
      'organizations-987__service-account-keys.json': [
        asset('iam.googleapis.com/ServiceAccountKey', '//iam.googleapis.com/x', {
          name: `projects/${project}/serviceAccounts/${deployer}/keys/${keyId('d')}`,
          keyType: 'USER_MANAGED',
        }),
        asset('iam.googleapis.com/ServiceAccountKey', '//iam.googleapis.com/y', {
          name: `projects/${project}/serviceAccounts/${deployer}/keys/${keyId('e')}`,
          keyType: 'USER_MANAGED',
        }),
      ].join('\n'),
      'organizations-987__workload-identity-providers.json': asset(
        'iam.googleapis.com/WorkloadIdentityPoolProvider',
        `//iam.googleapis.com/${provider}`,
        { oidc: { issuerUri: 'https://token.actions.githubusercontent.com' } },
      ),
    };

    const { of, completed } = await runImport(importer, exported);

    expect(of('credential').map(({ publicId }) => publicId)).toEqual([
      provider,
      keyId('d'),
      keyId('e'),
    ]);
    expect(completed).toEqual([
      'organizations/987 gcp.service-account-keys',
      'organizations/987 gcp.workload-identity-providers',
    ]);
  });

  it('names policies as the search does', async () => {
    const policy = JSON.stringify({
      name: '//cloudresourcemanager.googleapis.com/projects/1',
      asset_type: 'cloudresourcemanager.googleapis.com/Project',
      iam_policy: { bindings: [{ role: 'roles/viewer', members: ['allAuthenticatedUsers'] }] },
    });

    const { of, kinds } = await runImport(importer, { 'export.ndjson': `${policy}\n${policy}` });

    expect(kinds.get('export.ndjson')).toBe('gcp.iam-policies');
    expect(of('grant')[0]).toMatchObject({
      on: 'projects/1',
      principal: { type: 'public', key: 'allAuthenticatedUsers' },
    });
  });
});

describe('the files that the commands make', () => {
  it('end every list but those whose wholes no command lists', async () => {
    const { observations } = await runImport(importer, exports);

    const gaps = observations.flatMap((one) =>
      one.type === 'gap' ? [`${one.listing}: ${one.message}`] : [],
    );
    expect(gaps).toEqual([
      'gcp.resource-policies: It was read for 1, but the list of all (gcp.buckets) was not read to its end',
    ]);
  });
});
