import {
  type AccessLevel,
  type CredentialKind,
  type Environment,
  type IdentityKind,
  type Noun,
  type Observation,
  type Observed,
  type Status,
  seen,
  type Things,
  unknown,
} from '@nonhuman/model';

const day = 86_400_000;
/** The day on which everything is told. */
export const toldAt = new Date('2026-06-01T00:00:00.000Z');

/** Numbers from 0 to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 2_654_435_761);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** One of some words: the first is the most frequent. */
function pick<T>(random: () => number, of: readonly [T, ...T[]]): T {
  return of[Math.floor(random() ** 2 * of.length)] ?? of[0];
}

const providers = ['aws', 'kubernetes', 'github', 'gcp', 'azure', 'host', 'okta', 'postgres'];
const kinds: readonly IdentityKind[] = [
  'service-account',
  'role',
  'workload',
  'application',
  'machine-user',
  'bot',
  'database-login',
  'agent',
];
const areas: [string, ...string[]] = [
  'billing',
  'search',
  'deploy',
  'metrics',
  'backup',
  'ingest',
  'checkout',
  'mail',
  'audit',
];
const statuses: [Status, ...Status[]] = ['active', 'active', 'disabled', 'unknown', 'expired'];
const environments: [Environment, ...Environment[]] = ['production', 'non-production', 'unknown'];
const accesses: [AccessLevel, ...AccessLevel[]] = ['read', 'write', 'unknown', 'admin', 'none'];
const credentialKinds: [CredentialKind, ...CredentialKind[]] = [
  'access-key',
  'token',
  'certificate',
  'private-key',
];
const scopes = 40;

/**
 * An invented organisation: so many identities in 40 scopes of 8 providers, 1.5 credentials each, an
 * owner for two of three, a secret seen somewhere for one credential in 15. The same in every run.
 */
export async function* observationsOf(identities: number): AsyncGenerator<Observation> {
  for (let scope = 0; scope < scopes; scope += 1) {
    const name = `account ${scope}`;
    yield {
      type: 'scope',
      scope: { key: name, kind: 'account', name, provider: providerOf(scope) },
    };
  }
  for (let index = 0; index < identities; index += 1) yield* aroundIdentity(index);
}

function providerOf(index: number): string {
  return providers[(index % scopes) % providers.length] ?? 'aws';
}

function* aroundIdentity(index: number): Generator<Observation> {
  const identity = identityOf(index);
  yield upsert(index, 'identity', identity);
  if (index % 3 !== 0) yield upsert(index, 'ownership', ownershipOf(identity, index));
  for (let number = 0; number <= index % 2; number += 1) {
    const credential = credentialOf(identity, { index, number });
    yield upsert(index, 'credential', credential);
    if ((index * 2 + number) % 15 === 0)
      yield upsert(index, 'exposure', exposureOf(credential, index));
  }
}

function upsert<N extends Noun>(index: number, noun: N, value: Things[N]): Observation {
  const scopeKey = `account ${index % scopes}`;
  // The type of `value` follows `noun`; TypeScript does not join the two in a union.
  return { type: 'upsert', noun, scopeKey, listing: 'bench.all', value } as Observation;
}

function identityOf(index: number): Things['identity'] {
  const random = numbers(index);
  const provider = providerOf(index);
  const kind = kinds[(providers.indexOf(provider) + Math.floor(random() ** 2 * 3)) % kinds.length];
  return {
    key: `bench:identity:${index}`,
    provider,
    kind: kind ?? 'bot',
    nativeType: 'bench-identity',
    name: `${pick(random, areas)}-${pick(random, areas)}-${index}`,
    status: pick(random, statuses),
    createdAt: seen(daysBefore(random() * 2_000)),
    lastUsedAt: lastUse(random),
    environment: pick(random, environments),
    access: pick(random, accesses),
    tags: { team: pick(random, areas), cost: String(index % 100) },
    description: `Runs the ${pick(random, areas)} of ${pick(random, areas)}`,
    attributes: { path: `/bench/${index}`, region: 'eu-west-1' },
  };
}

function lastUse(random: () => number): Observed<string> {
  const draw = random();
  if (draw < 0.15) return { state: 'never' };
  return draw < 0.3 ? unknown('not told') : seen(daysBefore(random() ** 2 * 700));
}

function credentialOf(
  identity: Things['identity'],
  { index, number }: { readonly index: number; readonly number: number },
): Things['credential'] {
  const random = numbers(index * 2 + number + 7_000_000);
  const created = daysBefore(random() * 1_500);
  return {
    key: `bench:credential:${index}:${number}`,
    provider: identity.provider,
    identityKey: identity.key,
    kind: pick(random, credentialKinds),
    nativeType: 'bench-credential',
    name: `credential ${index}-${number}`,
    status: pick(random, statuses),
    createdAt: seen(created),
    expiresAt: random() < 0.4 ? { state: 'never' } : seen(daysBefore(random() * 400 - 300)),
    lastUsedAt: lastUse(random),
    lastRotatedAt: seen(created),
  };
}

function exposureOf(credential: Things['credential'], index: number): Things['exposure'] {
  return {
    key: `bench:exposure:${credential.key}`,
    provider: credential.provider,
    credentialKey: credential.key,
    detector: 'bench',
    title: 'Token',
    fingerprint: `fp_${credential.key}`,
    preview: '••',
    setting: index % 2 === 0 ? 'source' : 'tool-configuration',
    place: { kind: 'file', locator: `/bench/${index}` },
  };
}

function ownershipOf(identity: Things['identity'], index: number): Things['ownership'] {
  return {
    key: `bench:ownership:${index}`,
    provider: identity.provider,
    subject: { type: 'identity', key: identity.key },
    owner: { type: 'person', name: `owner ${index % 500}`, email: null, status: 'active' },
    basis: index % 3 === 1 ? 'attested' : 'inferred',
    signal: 'tag',
    confidence: 0.9,
  };
}

function daysBefore(days: number): string {
  return new Date(toldAt.getTime() - Math.floor(days) * day).toISOString();
}
