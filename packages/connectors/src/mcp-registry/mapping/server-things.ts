import { type ListingOf, toldAttributes, toldOwner, upsert } from '@nonhuman/connector-kit';
import {
  type Attributes,
  type Delegation,
  type Identity,
  isOwnMachine,
  type Ownership,
  type Place,
  type SecretReference,
  type Status,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { type SecretKeeper, SecretValue } from '@nonhuman/runtime';
import { identifyToken } from '@nonhuman/secrets';
import { reportCredential } from '../../formats/definitions/report.ts';
import { addressOf, isPlainHttp } from '../../formats/server-address.ts';
import type { PublishedSecret, ServerFacts, WantedSecret } from './server-facts.ts';

/** The server as an identity, the secrets that it asks for, what it gives away, and who published it. */
export function* serverThings(
  facts: ServerFacts,
  of: ListingOf,
  secrets: SecretKeeper,
): Generator<Upsert> {
  const identity = toIdentity(facts, of.scopeKey);
  yield upsert(of, 'identity', identity);
  yield* toReferences(facts, of, identity);
  for (const published of facts.published)
    yield* publishedThings(published, { of, identity, secrets });
  const owner = toPublisher(facts, identity.key);
  if (owner !== null) yield upsert(of, 'ownership', owner);
}

function placeOf(scopeKey: string, name: string, keyPath?: string): Place {
  const place: Place = { kind: 'provider', locator: `${scopeKey}/${name}` };
  return keyPath === undefined ? place : { ...place, keyPath };
}

/** Kind and words are those of a server in an agent's configuration. */
function toIdentity(facts: ServerFacts, scopeKey: string): Identity {
  return {
    key: `${scopeKey}/${facts.name}`,
    provider: 'mcp-registry',
    kind: 'workload',
    nativeType: 'mcp-server',
    name: facts.name,
    status: statusOf(facts.status),
    createdAt: unknown(
      'a registry tells when a version was published, not since when there is a server',
    ),
    lastUsedAt: unknown('a registry does not tell who uses a server'),
    description: facts.description,
    place: placeOf(scopeKey, facts.name),
    attributes: attributesOf(facts),
  };
}

/** A deprecated server works on; a deleted one is shown to nobody who looks for it. */
function statusOf(told: string | null): Status {
  if (told === 'active' || told === 'deprecated') return 'active';
  return told === 'deleted' ? 'disabled' : 'unknown';
}

function attributesOf(facts: ServerFacts): Attributes {
  const { packages, remotes } = facts;
  const [first] = packages;
  const [place] = remotes;
  const hashes = packages.flatMap(({ hash }) => hash ?? []);
  const transports = [...packages, ...remotes].map(({ transport }) => transport);
  return toldAttributes({
    registryName: facts.name,
    registryId: facts.registryId,
    registryStatus: facts.status,
    statusMessage: facts.statusMessage,
    title: facts.title,
    serverVersion: facts.version,
    publishedAt: facts.publishedAt,
    updatedAt: facts.updatedAt,
    namespace: facts.namespace,
    repository: repositoryName(facts.repositoryUrl),
    repositoryUrl: facts.repositoryUrl,
    commit: facts.commit,
    transport: transports[0],
    transports: unique(transports),
    url: place && addressOf(place.url),
    urls: unique(remotes.map(({ url }) => addressOf(url))),
    plainHttp: place && remotes.some(({ url }) => isPlainHttp(url)),
    package: first?.name,
    registry: first?.registry,
    packageVersion: first?.version,
    versionPinned: first && packages.every(({ isPinned }) => isPinned),
    packages: unique(packages.map(({ registry, name }) => `${registry}:${name}`)),
    packageHashes: hashes.length === 0 ? undefined : hashes,
    authentication: authenticationOf(facts),
    authenticationWays: waysOf(facts),
    secretsWanted: unique(facts.wanted.map(({ name }) => name)),
    secretsInferred: unique(
      facts.wanted.flatMap(({ name, basis }) => (basis === 'inferred' ? [name] : [])),
    ),
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

const words = {
  url: 'static-url',
  arguments: 'static-args',
  header: 'static-header',
  environment: 'static-env',
} as const;
const weakestFirst = ['url', 'arguments', 'header', 'environment'] as const;

/** Every way that is told, the most exposed first. */
function waysOf({ tellsOAuth, wanted, published }: ServerFacts): string[] {
  const passedIn = new Set([
    ...wanted.flatMap((one) => (one.store === 'docker-mcp-oauth' ? [] : [one.passedIn])),
    ...published.map((one) => one.passedIn),
  ]);
  return [
    ...(tellsOAuth ? ['oauth'] : []),
    ...weakestFirst.filter((way) => passedIn.has(way)).map((way) => words[way]),
  ];
}

function authenticationOf(facts: ServerFacts): string {
  const [way] = waysOf(facts);
  if (way !== undefined) return way;
  // A remote server without a static secret may well use OAuth, which the client negotiates by itself.
  return facts.remotes.some(({ url }) => !isOwnMachine(url)) ? 'unknown' : 'none';
}

function* toReferences(facts: ServerFacts, of: ListingOf, identity: Identity): Generator<Upsert> {
  const merged = new Map<string, WantedSecret>();
  for (const one of facts.wanted) {
    const id = [one.passedIn, one.name, one.variable ?? '', one.storedAs ?? ''].join(' ').trim();
    merged.set(id, stronger(merged.get(id), one));
  }
  for (const [id, one] of merged) {
    const { passedIn, required, basis, storedAs } = one;
    const inConfiguration =
      passedIn === 'environment' ? 'environment-variable' : 'agent-configuration';
    const reference: SecretReference = {
      key: `${identity.key}#${id}`,
      provider: 'mcp-registry',
      store: one.store ?? inConfiguration,
      name: storedAs ?? one.name,
      identityKey: identity.key,
      place: placeOf(of.scopeKey, facts.name, `${passedIn}.${one.name}`),
      attributes: toldAttributes({
        passedIn,
        passedAs: one.name,
        variable: one.variable,
        required,
        basis,
      }),
    };
    yield upsert(of, 'secret-reference', reference);
  }
}

/** Two packages of a server that ask for the same secret are asked for it once. */
function stronger(known: WantedSecret | undefined, told: WantedSecret): WantedSecret {
  if (known === undefined) return told;
  return {
    ...known,
    basis: known.basis === 'told' ? 'told' : told.basis,
    required:
      known.required === true || told.required === true || (known.required ?? told.required),
  };
}

interface Server {
  readonly of: ListingOf;
  readonly identity: Identity;
  readonly secrets: SecretKeeper;
}

/** A secret that everybody who looks at the registry can read. */
function* publishedThings(
  { name, value, passedIn }: PublishedSecret,
  { of, identity, secrets }: Server,
): Generator<Upsert> {
  const token = identifyToken(value);
  const path = identity.key;
  const reported = reportCredential(
    of.listing,
    {
      file: { path, mode: null, owner: null, modifiedAt: null },
      context: {
        scopeKey: of.scopeKey,
        hostName: of.scopeKey,
        isExport: true,
        secrets,
        isTracked: () => null,
      },
    },
    {
      provider: token?.provider ?? 'generic',
      kind: 'api-key',
      nativeType: token?.detectorId ?? 'generic-secret',
      name,
      secret: new SecretValue(value),
      setting: 'provider',
      title: `${token?.title ?? 'Secret'} published in an MCP registry`,
      keyPath: `${passedIn}.${name}`,
      attributes: { passedIn },
    },
  );
  for (const one of reported) {
    yield one;
    if (one.noun !== 'credential') continue;
    const held: Delegation = {
      key: `${identity.key}->${one.value.key}`,
      provider: 'mcp-registry',
      kind: 'holds-credential',
      from: { type: 'identity', key: identity.key, name: identity.name },
      to: { type: 'credential', key: one.value.key },
      conditional: false,
    };
    yield upsert(of, 'delegation', held);
  }
}

/**
 * The name under which it was published, which the registry has proven: a GitHub account, or a domain.
 * Whether an account is a person's is not told, and publishing is not answering for it here.
 */
function toPublisher({ namespace }: ServerFacts, key: string): Ownership | null {
  if (namespace === null || !namespace.includes('.')) return null;
  const [, account] = /^io\.github\.(.+)$/.exec(namespace) ?? [];
  return toldOwner({
    provider: 'mcp-registry',
    subject: { type: 'identity', key },
    owner: { type: 'team', name: account ?? namespace.split('.').reverse().join('.') },
    signal: 'publisher-namespace',
    confidence: 0.2,
  });
}

/** `owner/name` of a repository's address. */
function repositoryName(url: string | null): string | null {
  const [, name] =
    /^(?:https?:\/\/|git@)[^/:]+[/:]([^/]+\/[^/#?]+?)(?:\.git)?(?:[/#?].*)?$/.exec(url ?? '') ?? [];
  return name ?? null;
}
