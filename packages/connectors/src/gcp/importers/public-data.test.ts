import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const recordings = join(import.meta.dirname, '../../../../../.testdata/dev/c7n_gcp');

type Json = Readonly<Record<string, unknown>>;

interface Recorded {
  readonly path: string;
  readonly body: unknown;
}

function readAll(): Recorded[] {
  return readdirSync(recordings, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      try {
        return [{ path, body: (JSON.parse(readFileSync(path, 'utf8')) as Json)['body'] }];
      } catch {
        return [];
      }
    });
}

/** The calls that importers cover, by the address that was called: the name that the printed command would give. */
const covered: readonly (readonly [call: RegExp, name: (match: RegExpExecArray) => string])[] = [
  [
    /^get-v1-projects-([a-z0-9-]+)-serviceAccounts(?:-[^@]+@[\w.-]+\.com)?_\d+\.json$/,
    ([, p]) => `${p}__service-accounts.json`,
  ],
  [
    /^get-v1-projects-([a-z0-9-]+)-serviceAccounts-(.+)-keys_\d+\.json$/,
    ([, p, account]) => `${p}__${account}__service-account-keys.json`,
  ],
  [
    /^get-v2-projects-([a-z0-9-]+)-locations-global-keys(?:-[\w-]+)?_\d+\.json$/,
    ([, p]) => `${p}__api-keys.json`,
  ],
  [
    /^get-v1-(?:projects-([a-z-]+)-)?roles(?:-[\w.]+)?_\d+\.json$/,
    ([, p]) => `${p ?? 'google'}__roles.json`,
  ],
  [/^get-v2-folders(?:-\d+)?_\d+\.json$/, () => 'organizations-1__folders.json'],
  [
    /^(?:post-v1-organizations-search|get-v1-organizations-\d+)_\d+\.json$/,
    () => 'organizations-1__organizations.json',
  ],
  [
    /^post-v1-projects-([a-z0-9-]+)-serviceAccounts-(.+)-getIamPolicy_\d+\.json$/,
    ([, p, account]) => `${p}__${account}__service-account-policy.json`,
  ],
  [/^get-storage-v1-b-(.+)-iam_\d+\.json$/, ([, bucket]) => `shop__${bucket}__bucket-policy.json`],
  [
    /^post-v1-projects-((?!.*(?:-instances-|-locations-))[a-z0-9-]+)-getIamPolicy_\d+\.json$/,
    ([, p]) => `${p}__project-policy.json`,
  ],
];

/** Addresses of projects have no word of their own behind them, so the answer decides. */
function isProjects({ path, body }: Recorded): boolean {
  if (!/^get-v1-projects(?:-[a-z0-9-]+)?_\d+\.json$/.test(basename(path))) return false;
  const top = body as Json;
  const [first = top] = (top['projects'] ?? []) as Json[];
  return 'projectNumber' in first;
}

function nameFor(recorded: Recorded): string | null {
  if (isProjects(recorded)) return 'organizations-1__projects.json';
  for (const [call, name] of covered) {
    const match = call.exec(basename(recorded.path));
    if (match) return name(match);
  }
  return null;
}

/** Every record below a value, the value itself included. */
function recordsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(recordsIn)];
}

const named = (body: unknown, pattern: RegExp) =>
  recordsIn(body).filter((one) => typeof one['name'] === 'string' && pattern.test(one['name']));
const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
const orNull = (value: unknown) => value ?? null;
const moment = (value: unknown) =>
  typeof value === 'string'
    ? `${value.replace(/(?:\.(\d{1,3})\d*)?Z$/, (_, ms?: string) => `.${(ms ?? '').padEnd(3, '0')}`)}Z`
    : null;

describe.skipIf(!existsSync(recordings))(
  'recorded answers of Google Cloud (public test data)',
  () => {
    const all = existsSync(recordings) ? readAll() : [];
    const ours = all.flatMap((recorded) => {
      const name = nameFor(recorded);
      return name === null ? [] : [{ ...recorded, name }];
    });
    const imported = ({ name, body }: { name: string; body: unknown }) =>
      runImport(importer, { [name]: JSON.stringify(body) });

    it('that the importer covers are all recognised, and no item of them is refused', async () => {
      const refused: string[] = [];
      for (const recorded of ours) {
        const { kinds, problems, observations } = await imported(recorded);
        if (kinds.get(recorded.name) === null) refused.push(`${recorded.path}: not recognised`);
        for (const { message } of problems.values()) refused.push(message);
        for (const one of observations)
          if (one.type === 'gap' && (one.reason === 'malformed' || one.reason === 'unsupported'))
            refused.push(`${recorded.path}: ${one.message}`);
      }
      console.info(`recorded answers of Google Cloud: ${ours.length} of ${all.length} are covered`);

      expect(refused).toEqual([]);
      expect(ours.length).toBeGreaterThanOrEqual(45);
    });

    it('give every service account with its ids, names and state', async () => {
      let count = 0;
      for (const recorded of ours.filter(({ name }) => name.endsWith('__service-accounts.json'))) {
        const told = named(recorded.body, /\/serviceAccounts\/[^/]+$/).map((one) => [
          one['email'],
          orNull(one['uniqueId']),
          orNull(one['oauth2ClientId']),
          one['projectId'],
          orNull(one['displayName']),
          orNull(one['description']),
          one['disabled'] === true ? 'disabled' : 'active',
        ]);
        const { of } = await imported(recorded);
        const read = of('identity').map(({ key, description, status, attributes = {} }) => [
          key,
          orNull(attributes['uniqueId']),
          orNull(attributes['oauth2ClientId']),
          attributes['projectId'],
          orNull(attributes['displayName']),
          orNull(description),
          status,
        ]);
        expect(sorted(read)).toEqual(sorted(told));
        count += told.length;
      }
      expect(count).toBeGreaterThanOrEqual(7);
    });

    it('give every key of service accounts with its holder, dates, kind and size', async () => {
      let count = 0;
      for (const recorded of ours.filter(({ name }) =>
        name.endsWith('__service-account-keys.json'),
      )) {
        const told = named(recorded.body, /\/keys\//).map((one) => {
          const name = String(one['name']);
          const ends = String(one['validBeforeTime']);
          return [
            name.split('/')[3],
            name.split('/').at(-1),
            moment(one['validAfterTime']),
            ends.startsWith('9999') ? 'never' : moment(ends),
            one['keyType'] === 'SYSTEM_MANAGED',
            one['keyOrigin'] === 'USER_PROVIDED',
            Number(String(one['keyAlgorithm']).split('_').at(-1)),
          ];
        });
        const { of } = await imported(recorded);
        const read = of('credential').map(
          ({ identityKey, publicId, createdAt, expiresAt, attributes = {} }) => [
            identityKey,
            publicId,
            createdAt.state === 'seen' ? createdAt.value : createdAt.state,
            expiresAt.state === 'seen' ? expiresAt.value : expiresAt.state,
            attributes['providerManaged'],
            attributes['uploaded'],
            attributes['bits'],
          ],
        );
        expect(sorted(read)).toEqual(sorted(told));
        count += told.length;
      }
      expect(count).toBeGreaterThanOrEqual(2);
    });

    it('give every API key with its dates and what it is restricted to', async () => {
      let count = 0;
      for (const recorded of ours.filter(({ name }) => name.endsWith('__api-keys.json'))) {
        const told = named(recorded.body, /\/keys\//).map((one) => {
          const restrictions = (one['restrictions'] ?? {}) as Json;
          const targets = (restrictions['apiTargets'] ?? []) as { service: string }[];
          const server = (restrictions['serverKeyRestrictions'] ?? {}) as { allowedIps?: string[] };
          return [
            one['uid'],
            one['displayName'],
            moment(one['createTime']),
            targets.map(({ service }) => service),
            Object.keys(restrictions).some((name) => /^(?:browser|android|ios)/.test(name))
              ? null
              : (server.allowedIps ?? []).length > 0,
          ];
        });
        const { of } = await imported(recorded);
        const read = of('credential').map(({ publicId, name, createdAt, attributes = {} }) => [
          publicId,
          name,
          createdAt.state === 'seen' ? createdAt.value : createdAt.state,
          attributes['limitedTo'] ?? [],
          attributes['networkRestricted'],
        ]);
        expect(sorted(read)).toEqual(sorted(told));
        count += told.length;
      }
      expect(count).toBeGreaterThanOrEqual(4);
    });

    it('give every member of every binding of policies, with its role, and nobody else', async () => {
      let count = 0;
      for (const recorded of ours.filter(({ name }) => name.endsWith('-policy.json'))) {
        const told = recordsIn(recorded.body).flatMap(({ role, members }) =>
          typeof role === 'string'
            ? ((members ?? []) as string[]).map((member) => [
                role,
                member.replace(/^(?:user|group|serviceAccount):/, '').toLowerCase(),
              ])
            : [],
        );
        const { of } = await imported(recorded);
        const read = [
          ...of('grant').map(({ entitlementKey, principal }) => [
            entitlementKey.replace(' on one resource', ''),
            principal.key.replace(/^(?:user|group|serviceAccount):/, '').toLowerCase(),
          ]),
          ...of('delegation').map(({ from, attributes = {} }) => [
            attributes['role'],
            from.key.toLowerCase(),
          ]),
        ];
        expect(sorted(read)).toEqual(sorted(told));
        count += told.length;
      }
      expect(count).toBeGreaterThanOrEqual(40);
    });

    it('give every role with its permissions, and every project, folder and organization with its parent', async () => {
      for (const recorded of ours.filter(({ name }) =>
        /__(?:roles|projects|folders|organizations)\.json$/.test(name),
      )) {
        const { of } = await imported(recorded);
        const roles = named(recorded.body, /(?:^|\/)roles\//).map((one) => [
          one['name'],
          one['title'],
          one['includedPermissions'] ?? null,
        ]);
        const read = of('entitlement').map(({ name, attributes = {}, document }) => [
          name,
          attributes['title'],
          ((document as Json | undefined) ?? {})['includedPermissions'] ?? null,
        ]);
        expect(sorted(read)).toEqual(sorted(roles));
        const containers = recordsIn(recorded.body)
          .filter(
            (one) =>
              'projectNumber' in one ||
              /^(?:folders|organizations)\/\d+$/.test(String(one['name'])),
          )
          .map((one) => {
            const parent = one['parent'] as Json | string | undefined;
            const written =
              typeof parent === 'object'
                ? `${String(parent['type'])}s/${String(parent['id'])}`
                : parent;
            return [
              typeof one['projectId'] === 'string' ? `projects/${one['projectId']}` : one['name'],
              orNull(written),
            ];
          });
        const resources = of('resource').map(({ key, attributes = {} }) => [
          key,
          orNull(attributes['parent']),
        ]);
        expect(sorted(resources)).toEqual(sorted(containers));
      }
    });

    it('of other calls are left alone, and a policy that does not say what it is of gives no grant', async () => {
      const covers = new Set(ours.map(({ path }) => path));
      const taken: string[] = [];
      // Calls that change a thing answer with the thing itself, which is read as such.
      const reads = all.filter(({ path }) => !/^(?:put|patch)-/.test(basename(path)));
      for (const { path, body } of reads.filter(({ path }) => !covers.has(path))) {
        const { kinds, observations } = await runImport(importer, {
          'answer.json': JSON.stringify(body),
        });
        const kind = kinds.get('answer.json') ?? null;
        const upserts = observations.filter(({ type }) => type === 'upsert').length;
        if (kind !== null && upserts > 0) taken.push(`${basename(path)}: ${kind}`);
      }
      expect(taken).toEqual([]);
    });
  },
);
