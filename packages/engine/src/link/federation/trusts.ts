import type { PairEnd } from '@nonhuman/store';
import type { LinkedThing, LinkWorld } from '../define-link.ts';
import { conditionsIn, type Trust } from './acceptance.ts';
import { issuerHost, textOf, textsOf } from './token.ts';

/** A trust with whom it lets in as. */
export interface PlacedTrust extends Trust {
  readonly row: PairEnd;
  readonly to: LinkedThing;
  /** Keys by which a workload may name what it logs in as: ARN, e-mail address, client id. */
  readonly toKeys: readonly string[];
  readonly name: string;
}

const reads = [
  'issuer',
  'audience',
  'subjectConditions',
  'subject',
  'condition',
  'attributeMapping',
];

/** Everything that lets tokens of other issuers in: trusts of roles and applications, and bindings of workload pools. */
export async function* trustsIn(world: LinkWorld): AsyncGenerator<PlacedTrust> {
  const pools = new Map<string, PairEnd[]>();
  const aliases = await clientIdsOf(world);
  for await (const row of world.rows({ noun: 'credential', kinds: ['federated-trust'], reads })) {
    if (row.provider === 'ssh') continue;
    const isProvider = row.nativeType === 'gcp-workload-identity-provider';
    const pool = isProvider ? (poolOf(row.name) ?? poolOf(row.key)) : null;
    if (pool !== null) pools.set(pool, [...(pools.get(pool) ?? []), row]);
    yield trustOf(row, aliases);
  }
  for await (const row of world.rows({
    noun: 'delegation',
    kinds: ['federated-login', 'impersonate'],
  })) {
    const member = memberOf(row.delegation?.from.key ?? '');
    if (member === null || row.delegation === null) continue;
    for (const provider of pools.get(member.pool) ?? []) yield bindingOf(row, { member, provider });
  }
}

/** Client ids of applications, which workloads name them by, by the id of their row. */
async function clientIdsOf(world: LinkWorld): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const side = {
    noun: 'identity',
    providers: ['azure', 'entra', 'microsoft-entra'],
    reads: ['appId', 'clientId'],
  } as const;
  for await (const row of world.rows(side)) {
    const id = textOf(row, 'clientId') ?? textOf(row, 'appId');
    if (id !== null && id.toLowerCase() !== row.key) ids.set(row.id, id.toLowerCase());
  }
  return ids;
}

function trustOf(row: PairEnd, aliases: ReadonlyMap<string, string>): PlacedTrust {
  const { identityId, identityKey } = row;
  const alias = identityId === null ? undefined : aliases.get(identityId);
  const to: LinkedThing =
    identityId === null ? { noun: 'credential', id: row.id } : { noun: 'identity', id: identityId };
  const subject = textOf(row, 'subject');
  const told = conditionsIn(row.attributes['subjectConditions']);
  const conditions =
    told ??
    (subject === null ? null : [{ operator: 'StringEquals', key: 'sub', values: [subject] }]);
  return {
    row,
    to,
    toKeys: [identityKey, alias].filter((key) => typeof key === 'string'),
    name: row.name,
    issuer: issuerHost(textOf(row, 'issuer')),
    audience: textsOf(row, 'audience'),
    conditions,
  };
}

const poolShape = /projects\/[^/]+\/locations\/[^/]+\/workloadIdentityPools\/[^/]+/;

function poolOf(text: string): string | null {
  return poolShape.exec(text)?.[0] ?? null;
}

interface Member {
  readonly pool: string;
  /** `attribute.repository`, `subject` or `*`. */
  readonly what: string;
  readonly value: string;
}

/** `principalSet://iam.googleapis.com/<pool>/attribute.x/y`, `principal://…/subject/y`; null for any other. */
function memberOf(key: string): Member | null {
  const [, rest] = /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(.+)$/.exec(key) ?? [];
  const pool = rest === undefined ? null : poolOf(rest);
  if (rest === undefined || pool === null) return null;
  const [what = '*', ...value] = rest.slice(pool.length + 1).split('/');
  return { pool, what, value: value.join('/') };
}

/** What a provider of the pool lets in, narrowed to the member that is bound. */
function bindingOf(
  row: PairEnd,
  { member, provider }: { member: Member; provider: PairEnd },
): PlacedTrust {
  const ofProvider = trustOf(provider, new Map());
  const claim = member.what === 'subject' ? 'sub' : claimMapped(provider, member.what);
  const bound =
    member.what === '*' ? [] : [{ operator: 'StringEquals', key: claim, values: [member.value] }];
  const delegation = row.delegation;
  return {
    ...ofProvider,
    row,
    to: { noun: 'identity', id: delegation?.toId ?? '' },
    toKeys: [delegation?.to.key ?? ''],
    name: `${delegation?.to.key ?? ''} through ${provider.name}`,
    conditions: ofProvider.conditions === null ? null : [...ofProvider.conditions, ...bound],
  };
}

/** The claim that an attribute of the pool is mapped from; its own name where no mapping is told. */
function claimMapped(provider: PairEnd, attribute: string): string {
  const mapping = provider.attributes['attributeMapping'];
  const from =
    typeof mapping === 'object' && mapping !== null
      ? (mapping as Readonly<Record<string, unknown>>)[attribute]
      : undefined;
  const [, claim] = typeof from === 'string' ? (/^assertion\.(\w+)$/.exec(from) ?? []) : [];
  return claim ?? attribute.replace(/^attribute\./, '');
}
