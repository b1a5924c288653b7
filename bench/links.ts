/**
 * How fast links are found over an inventory in the store. Run:
 * node --conditions=source --import tsx bench/links.ts [identities]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkInventory, linkRules, runSync } from '@nonhuman/engine';
import {
  type Attributes,
  type Noun,
  never,
  type Observation,
  type Things,
  unknown,
} from '@nonhuman/model';
import { silentLog } from '@nonhuman/runtime';
import { countLinks, ensureWorkspace, openStore } from '@nonhuman/store';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';

const identities = Number(process.argv[2] ?? 100_000);
const accounts = 50;
const listing = 'bench.all';
const now = new Date();
const issuer = 'token.actions.githubusercontent.com';
const untold = unknown('not told');

const accountOf = (index: number) => String(100_000_000_000 + (index % accounts));
const userOf = (index: number) => `arn:aws:iam::${accountOf(index)}:user/user-${index}`;
const roleOf = (index: number) => `arn:aws:iam::${accountOf(index)}:role/role-${index}`;
const repositoryOf = (index: number) => `acme/repository-${index}`;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Twenty characters, another for every number, as an access key id has. */
function keyIdOf(index: number): string {
  let text = '';
  for (let rest = index; text.length < 16; rest = Math.floor(rest / 32)) {
    text = `${letters[rest % 32]}${text}`;
  }
  return `AKIA${text}`;
}

type Say = <N extends Noun>(noun: N, value: Things[N]) => Observation;
const sayingIn =
  (scopeKey: string): Say =>
  (noun, value) =>
    ({ type: 'upsert', noun, scopeKey, listing, value }) as Observation;

const identity = (
  value: Pick<Things['identity'], 'key' | 'kind' | 'name' | 'nativeType' | 'provider'> & {
    attributes?: Attributes;
  },
) => ({ status: 'active', createdAt: untold, lastUsedAt: untold, ...value }) as const;
const credential = (
  value: Pick<
    Things['credential'],
    'identityKey' | 'key' | 'kind' | 'name' | 'nativeType' | 'provider'
  > & { publicId?: string; fingerprint?: string; attributes?: Attributes },
) =>
  ({
    status: 'active',
    createdAt: untold,
    expiresAt: never,
    lastUsedAt: untold,
    lastRotatedAt: untold,
    ...value,
  }) as const;

/** Three users with a key to one role that trusts one repository. */
async function* accountsOfAws(): AsyncGenerator<Observation> {
  for (let number = 0; number < accounts; number += 1) {
    const key = accountOf(number);
    yield { type: 'scope', scope: { key, kind: 'aws-account', name: key, provider: 'aws' } };
  }
  for (let index = 0; index < identities; index += 1) {
    const say = sayingIn(accountOf(index));
    if (index % 4 === 3) yield* aRole(index, say);
    else yield* aUser(index, say);
  }
}

function* aUser(index: number, say: Say): Iterable<Observation> {
  const key = userOf(index);
  yield say(
    'identity',
    identity({
      key,
      kind: 'machine-user',
      name: `user-${index}`,
      nativeType: 'aws-iam-user',
      provider: 'aws',
    }),
  );
  yield say(
    'credential',
    credential({
      key: keyIdOf(index),
      identityKey: key,
      kind: 'access-key',
      name: keyIdOf(index),
      nativeType: 'aws-access-key',
      provider: 'aws',
      publicId: keyIdOf(index),
    }),
  );
}

function* aRole(index: number, say: Say): Iterable<Observation> {
  const key = roleOf(index);
  yield say(
    'identity',
    identity({
      key,
      kind: 'role',
      name: `role-${index}`,
      nativeType: 'aws-iam-role',
      provider: 'aws',
    }),
  );
  yield say(
    'credential',
    credential({
      key: `${key}#trust`,
      identityKey: key,
      kind: 'federated-trust',
      name: `role-${index} trusts ${issuer}`,
      nativeType: 'aws-oidc-trust',
      provider: 'aws',
      attributes: {
        issuer: `https://${issuer}`,
        subjectConditions: [
          {
            operator: 'StringLike',
            key: `${issuer}:sub`,
            values: [`repo:${repositoryOf(index)}:*`],
          },
        ],
      },
    }),
  );
}

/** Files: of every tenth identity of AWS the key or a workflow that becomes the role. */
async function* files(): AsyncGenerator<Observation> {
  yield { type: 'scope', scope: { key: 'host', kind: 'host', name: 'host', provider: 'host' } };
  const say = sayingIn('host');
  for (let index = 0; index < identities; index += 10) {
    const key = `aws:holder-of:${keyIdOf(index)}`;
    yield say(
      'identity',
      identity({
        key,
        kind: 'machine-user',
        name: `holder ${index}`,
        nativeType: 'aws-iam-user',
        provider: 'aws',
      }),
    );
    yield say(
      'credential',
      credential({
        key: `file ${index}`,
        identityKey: key,
        kind: 'access-key',
        name: `key in file ${index}`,
        nativeType: 'aws-access-key',
        provider: 'aws',
        publicId: keyIdOf(index),
        fingerprint: `fp_${index}`,
        attributes: { awsAccountId: accountOf(index) },
      }),
    );
  }
  for (let index = 3; index < identities; index += 20) {
    const key = `github:workflow:github.com/${repositoryOf(index)}/.github/workflows/${index}.yml`;
    yield say(
      'identity',
      identity({
        key,
        kind: 'workload',
        name: `workflow ${index}`,
        nativeType: 'github-actions-workflow',
        provider: 'github',
        attributes: {
          repository: repositoryOf(index),
          path: `.github/workflows/${index}.yml`,
          triggers: ['push'],
          environments: [],
          idToken: true,
        },
      }),
    );
    yield say('delegation', {
      key: `${key}>role`,
      provider: 'aws',
      kind: 'federated-login',
      from: { type: 'identity', key, name: key },
      to: { type: 'identity', key: roleOf(index) },
      conditional: false,
    });
  }
}

const folder = await mkdtemp(join(tmpdir(), 'nonhuman-bench-'));
const store = await openStore({ env: {}, log: silentLog, dataFolder: folder, databaseUrl: '' });
const { id: workspaceId } = await ensureWorkspace(store.db, 'bench', now);
const deps = { db: store.db, workspaceId, now: () => new Date(), log: silentLog };
const tell = (connectorId: string, observations: AsyncIterable<Observation>) =>
  runSync(deps, {
    connection: {
      connectorId,
      kind: connectorId === 'host' ? 'host' : 'import',
      name: connectorId,
    },
    observedAt: now,
    observations,
  });

/** One more user in a file, as a sync brings it. */
async function* oneMore(): AsyncGenerator<Observation> {
  yield { type: 'scope', scope: { key: 'host', kind: 'host', name: 'host', provider: 'host' } };
  const key = `aws:holder-of:${keyIdOf(1)}`;
  yield sayingIn('host')(
    'credential',
    credential({
      key: 'one more',
      identityKey: key,
      kind: 'access-key',
      name: 'one more',
      nativeType: 'aws-access-key',
      provider: 'aws',
      publicId: keyIdOf(1),
    }),
  );
}

try {
  console.log(machine());
  const { measured: told } = await measure(folder, async () => {
    await tell('aws', accountsOfAws());
    await tell('host', files());
  });
  console.log(`told: ${figures(told)}`);
  for (const round of ['first', 'again, nothing changed', 'again, one credential more']) {
    if (round.endsWith('more')) await tell('host', oneMore());
    const { result: summary, measured } = await measure(folder, () => linkInventory(deps));
    console.log(
      `${round}: ${linkRules.length} rules over ${identities.toLocaleString('en')} identities in ${figures(measured)}, ${summary.links.toLocaleString('en')} links, ${summary.added.toLocaleString('en')} new, ${peakMemory()}`,
    );
  }
  for (const { rule, verdict, count } of await countLinks(store.db, workspaceId))
    console.log(`  ${rule}, ${verdict}: ${count.toLocaleString('en')}`);
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
