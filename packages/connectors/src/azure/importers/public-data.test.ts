import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '@nonhuman/connector-kit/testing';
import { valueOf } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const recordings = join(import.meta.dirname, '../../../../../.testdata/dev/c7n_azure');

interface Answer {
  readonly call: string;
  readonly body: unknown;
}

/** What the recorded calls answered, unwrapped. */
function answersOf(name: string): Answer[] {
  const { interactions = [] } = JSON.parse(readFileSync(join(recordings, name), 'utf8'));
  return interactions.flatMap((one: Record<string, Record<string, unknown>>) => {
    const told = one['response']?.['body'] as { data?: unknown; string?: string } | null;
    const call = `${String(one['request']?.['method'])} ${String(one['request']?.['uri'])}`;
    if (told?.data !== undefined) return [{ call, body: told.data }];
    return typeof told?.string === 'string' && /^[[{]/.test(told.string)
      ? [{ call, body: JSON.parse(told.string) }]
      : [];
  });
}

const all = (): Answer[] =>
  readdirSync(recordings)
    .filter((name) => name.endsWith('.json'))
    .flatMap(answersOf);

type Json = Record<string, unknown>;

/** The objects of an answer that Resource Manager calls by an id. */
function objectsOf(body: unknown): Json[] {
  const list = (body as Json)?.['value'];
  const items = Array.isArray(list) ? list : [body];
  return items.filter((item): item is Json => typeof item?.['id'] === 'string');
}

const inResourceManager = (item: Json) =>
  /^\/(?:subscriptions|providers)\//.test(String(item['id']));
const sorted = (texts: Iterable<string>) => [...new Set(texts)].sort();
const ofType = (part: string) => (item: Json) => String(item['id']).toLowerCase().includes(part);

/** Lists by name, those that are empty or not told left out. */
function sortedKeys(lists: Json) {
  return Object.entries(lists)
    .filter(([, list]) => Array.isArray(list) && list.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Reads each answer alone, as a file that says nothing by its name. */
async function read(body: unknown) {
  return runImport(
    importer,
    { 'answer.json': JSON.stringify(body) },
    { options: { subscription: 's' } },
  );
}

describe.skipIf(!existsSync(recordings))('recorded answers of Azure (public test data)', () => {
  it('are read, or left alone, or refused, and every one of a kind that is covered is read', async () => {
    const counts = new Map<string, number>();
    const leftAlone = new Set<string>();
    const wrong: string[] = [];
    for (const { call, body } of all()) {
      const { kinds, problems, observations } = await read(body);
      const kind = kinds.get('answer.json') ?? 'left alone';
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (kind === 'left alone') leftAlone.add(call.replace(/[?].*/, ''));
      if (kind === 'left alone' && objectsOf(body).some(isCovered)) wrong.push(call);
      wrong.push(...[...problems.values()].map(({ message }) => `${call}: ${message}`));
      for (const one of observations)
        if (one.type === 'gap' && one.reason === 'malformed') wrong.push(`${call}: ${one.message}`);
    }
    console.info(Object.fromEntries(counts), `${leftAlone.size} calls left alone`);

    expect(wrong).toEqual([]);
  });

  it('tell every managed identity of every resource', async () => {
    for (const { body } of all()) {
      const told = objectsOf(body)
        .filter(inResourceManager)
        .map((item) => item['identity'] as Json | undefined)
        .filter((identity) => typeof identity?.['principalId'] === 'string')
        .map((identity) => String(identity?.['principalId']));

      const { of } = await read(body);

      const found = of('identity').filter(({ attributes }) => attributes?.['platformIdentity']);
      expect(sorted(found.map(({ key }) => key))).toEqual(sorted(told));
      expect(of('instance')).toHaveLength(told.length);
    }
  });

  it('tell every role assignment with all its facts', async () => {
    let count = 0;
    for (const { body } of all()) {
      const expected = objectsOf(body)
        .filter(ofType('/roleassignments/'))
        .map(({ id, properties }) => {
          const told = properties as Record<string, string>;
          return {
            key: String(id).toLowerCase(),
            principal: told['principalId'],
            isMachine: told['principalType'] === 'ServicePrincipal',
            on: told['scope'],
            role: told['roleDefinitionId']?.split('/').at(-1),
            grantedBy: told['createdBy'] || null,
          };
        });
      count += expected.length;

      const { of } = await read(body);

      const found = of('grant').filter(({ key }) => key.includes('/roleassignments/'));
      expect(
        found.map(({ key, principal, on, entitlementKey, attributes }) => ({
          key,
          principal: principal.key.replace('users/', ''),
          isMachine: principal.type === 'identity',
          on,
          role: entitlementKey.split('/')[1],
          grantedBy: attributes?.['grantedBy'] ?? null,
        })),
      ).toEqual(expected);
    }
    expect(count).toBeGreaterThan(50);
  });

  it('tell every role definition with its permissions', async () => {
    let count = 0;
    for (const { body } of all()) {
      const expected = objectsOf(body)
        .filter(ofType('/roledefinitions/'))
        .map(({ id, properties }) => {
          const told = properties as Json;
          return {
            key: `role-definitions/${String(id).split('/').at(-1)}`,
            name: told['roleName'],
            type: told['type'],
            document: told['permissions'],
          };
        });
      count += expected.length;

      const { of } = await read(body);

      const found = of('entitlement').filter(({ document }) => expected.length > 0 && document);
      expect(
        found.map(({ key, name, attributes, document }) => ({
          key,
          name,
          type: attributes?.['roleType'],
          document,
        })),
      ).toEqual(expected);
    }
    expect(count).toBeGreaterThan(0);
  });

  it('tell the keys of every storage account, and their ages where Azure told them', async () => {
    let ages = 0;
    for (const { body } of all()) {
      const expected = objectsOf(body)
        .filter(
          (item) => item['type'] === 'Microsoft.Storage/storageAccounts' && item['properties'],
        )
        .flatMap(({ name, properties }) =>
          ['key1', 'key2'].map((key) => {
            const told = properties as { keyCreationTime?: Json; allowSharedKeyAccess?: boolean };
            const made = told.keyCreationTime?.[key];
            ages += made ? 1 : 0;
            const works = told.allowSharedKeyAccess !== false;
            return [
              `${key} of ${String(name)}`,
              works ? 'active' : 'disabled',
              made ? new Date(made as string).toISOString() : null,
            ];
          }),
        );

      const { of } = await read(body);

      const found = of('credential').filter(
        ({ nativeType, fingerprint }) =>
          nativeType === 'azure-storage-account-key' && fingerprint === undefined,
      );
      expect(found.map((one) => [one.name, one.status, valueOf(one.createdAt)])).toEqual(expected);
    }
    expect(ages).toBeGreaterThan(0);
  });

  it('tell every access policy of every vault', async () => {
    let policies = 0;
    for (const { body } of all()) {
      const expected = objectsOf(body)
        .filter((item) => item['type'] === 'Microsoft.KeyVault/vaults')
        .flatMap(({ id, properties }) => {
          const told = (properties ?? {}) as { accessPolicies?: Json[] };
          return (told.accessPolicies ?? []).map((policy) => [
            `${String(id).toLowerCase()}#access-policy/${[policy['objectId'], policy['applicationId']].filter(Boolean).join('/')}`,
            JSON.stringify(sortedKeys(policy['permissions'] as Json)),
          ]);
        });
      policies += expected.length;

      const { of } = await read(body);

      const found = of('entitlement').filter(
        ({ nativeType }) => nativeType === 'azure-vault-access-policy',
      );
      expect(
        found.map(({ key, document }) => [key, JSON.stringify(sortedKeys(document as Json))]),
      ).toEqual(expected);
    }
    expect(policies).toBeGreaterThan(0);
  });

  it('tell what lies in vaults', async () => {
    let items = 0;
    for (const { body } of all()) {
      const inVault = /^https:\/\/[^/]+\/(?:secrets|keys|certificates|storage)\/[^/]+$/;
      const expected = objectsOf(body)
        .map(({ id }) => String(id))
        .filter((id) => inVault.test(id));
      items += expected.length;

      const { of } = await read(body);

      const found = of('secret-reference').map(({ place }) => place.locator);
      expect(expected.filter((id) => !found.includes(id))).toEqual([]);
    }
    expect(items).toBeGreaterThan(0);
  });

  it('let no key out', async () => {
    const values: string[] = [];
    const said: string[] = [];
    for (const { body } of all()) {
      const text = JSON.stringify(body);
      for (const [, value] of text.matchAll(
        /"(?:value|primaryMasterKey|secondaryMasterKey)":"([\w+/]{60,}={0,2})"/g,
      ))
        if (value) values.push(value);
      const { observations, problems } = await read(body);
      said.push(JSON.stringify([observations, [...problems.values()].map((one) => one.message)]));
    }

    expect(values.length).toBeGreaterThan(0);
    expect(said.filter((text) => values.some((value) => text.includes(value)))).toEqual([]);
  });
});

/** What the importer says that it reads: resources, roles, vaults and what lies in them. */
function isCovered({ id, type, name }: Json): boolean {
  const isResource = /^\/subscriptions\/[^/]+\/(?:resourceGroups\/[^/]+\/)?providers\//i.test(
    String(id),
  );
  const isRole = /\/(?:roleAssignments|roleDefinitions|denyAssignments)\/[^/]+$/i.test(String(id));
  const isAuthorization = /\/providers\/Microsoft\.Authorization\//i.test(String(id));
  return isRole || (isResource && !isAuthorization && Boolean(type) && typeof name === 'string');
}
