import type {
  ExplainedCandidate,
  IdentityOwners,
  LeaverLine,
  LeaverPreview,
  OwnerDetail,
  OwnerRow,
} from '@nonhuman/api-contract';
import type { Query } from './fake-lists.ts';
import type { FakeIdentity, World } from './fake-world.ts';

interface Given {
  readonly params: Record<string, string>;
  readonly query: Query;
  readonly body: Record<string, unknown>;
}
type Handler = (given: Given) => unknown;
type Ago = (daysAgo: number) => string;
type Owner = NonNullable<FakeIdentity['row']['owner']>;

/** What answers the routes of ownership in the invented company. */
export function ownersOf(world: World, at: Ago): Partial<Record<string, Handler>> {
  const rows = () => ownerRows(world, at);
  const row = (key: string | undefined) => rows().find((one) => one.key === key);
  const owned = (key: string) =>
    world.identities.filter(({ row: { owner } }) => owner !== null && keyOf(owner) === key);
  return {
    listOwners: ({ query }) => ({ items: fitting(rows(), query), nextCursor: null }),
    getOwnerTotals: () => ({
      owners: rows().map(({ type, status, identities }) => ({
        type,
        status,
        count: 1,
        identities,
      })),
      withoutOwner: world.identities.filter((one) => one.row.owner === null).length,
    }),
    getOwner: ({ params }) => {
      const found = row(params['ownerKey']);
      return found && detailOf(found, rows(), at);
    },
    listOwned: ({ params }) => ({
      items: owned(String(params['ownerKey'])).map(({ row: one }, index) => ({
        id: one.id,
        name: one.name,
        kind: one.kind,
        provider: one.provider,
        risk: one.risk,
        rank: index % 5 === 4 ? 1 : 0,
        basis: one.owner?.basis ?? 'inferred',
        confidence: one.owner?.basis === 'attested' ? 1 : 0.75,
        signals: one.owner?.basis === 'attested' ? ['attestation'] : ['tag-owner', 'creator'],
      })),
      nextCursor: null,
    }),
    getIdentityOwners: ({ params }) => {
      const known = world.identities.find((one) => one.row.id === params['identityId']);
      return known && identityOwners(known, rows(), at);
    },
    getLeaverPreview: ({ query }) => {
      const found = row(String(query['person']));
      return found && previewOf(found, owned(found.key));
    },
    ...writes(world),
  };
}

function writes(world: World): Partial<Record<string, Handler>> {
  const plan = (ids: readonly string[], { body }: Given) => {
    const found = world.identities.filter(({ row }) => ids.includes(row.id));
    const sample = found.slice(0, 100).map(({ row }) => ({
      id: row.id,
      name: row.name,
      provider: row.provider,
      owner: row.owner && { ...row.owner, key: keyOf(row.owner) },
      attested: row.owner?.basis === 'attested',
    }));
    const dryRun = body['dryRun'] !== false;
    const changeId = dryRun ? null : `och_${'a'.repeat(26)}`;
    return { dryRun, changeId, subjects: found.length, replaces: 0, sample };
  };
  const all = (given: Given) =>
    world.identities
      .filter(({ row: { owner } }) => owner !== null && keyOf(owner) === given.body['from'])
      .map(({ row }) => row.id);
  return {
    attestOwnership: (given) => plan([given.body['subjectIds']].flat().map(String), given),
    withdrawOwnership: (given) => plan([given.body['subjectIds']].flat().map(String), given),
    reassignOwnership: (given) => plan(all(given), given),
    undoOwnership: () => ({ subjects: 1 }),
    listOwnershipChanges: () => ({ items: [] }),
  };
}

function keyOf(owner: Pick<Owner, 'type' | 'name' | 'email'>): string {
  return owner.type === 'team'
    ? `team:${owner.name.toLowerCase()}`
    : `person:${owner.email ?? owner.name.toLowerCase()}`;
}

function ownerRows(world: World, at: Ago): OwnerRow[] {
  const found = new Map<string, OwnerRow>();
  for (const { row } of world.identities) {
    if (row.owner === null) continue;
    const key = keyOf(row.owner);
    const before = found.get(key);
    found.set(key, {
      key,
      type: row.owner.type,
      name: row.owner.name,
      email: row.owner.email,
      status: row.owner.status,
      statusBecause:
        row.owner.status === 'left' ? 'people tells that it was the last day' : 'people told so',
      known: row.owner.status !== 'unknown',
      leftAt: row.owner.status === 'left' ? at(24) : null,
      members: row.owner.type === 'team' ? { active: 3, left: 1, unknown: 0 } : null,
      identities: (before?.identities ?? 0) + 1,
      attested: (before?.attested ?? 0) + (row.owner.basis === 'attested' ? 1 : 0),
      candidateOf: (before?.candidateOf ?? 0) + 1,
      highestRisk: Math.max(before?.highestRisk ?? 0, row.risk ?? 0),
    });
  }
  return [...found.values()].sort((one, other) => other.identities - one.identities);
}

function fitting(rows: readonly OwnerRow[], query: Given['query']): OwnerRow[] {
  const { q: asked } = query;
  const q = typeof asked === 'string' ? asked.toLowerCase() : '';
  const among = (name: string, value: string) => {
    const wanted = [query[name] ?? []].flat().map(String);
    return wanted.length === 0 || wanted.includes(value);
  };
  return rows.filter(
    ({ type, status, name, key }) =>
      among('type', type) &&
      among('status', status) &&
      (q === '' || name.toLowerCase().includes(q) || key.includes(q)),
  );
}

function detailOf(row: OwnerRow, rows: readonly OwnerRow[], at: Ago): OwnerDetail {
  const others = rows.filter(({ key, type }) => key !== row.key && type === 'person');
  return {
    ...row,
    title: row.type === 'person' ? 'Senior engineer' : null,
    emails: row.email === null ? [] : [row.email],
    statements:
      row.type === 'person'
        ? [{ provider: 'people', status: row.status, leftAt: row.leftAt, observedAt: at(0.5) }]
        : [],
    manager: row.type === 'person' ? (others[0] ?? null) : null,
    teams: [],
    memberOwners: row.type === 'team' ? others.slice(0, 2) : [],
  };
}

function identityOwners({ row }: FakeIdentity, rows: readonly OwnerRow[], at: Ago): IdentityOwners {
  const own =
    row.owner === null ? undefined : rows.find(({ key }) => row.owner && key === keyOf(row.owner));
  const second = rows.find((one) => one.key !== own?.key && one.type === 'person');
  const isAttested = row.owner?.basis === 'attested';
  return {
    identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
    candidates: own === undefined ? [] : candidatesOf(own, second, isAttested),
    credentials: [],
    attestations:
      own !== undefined && isAttested
        ? [
            {
              changeId: `och_${'a'.repeat(26)}`,
              subjectId: row.id,
              owner: { type: own.type, name: own.name, email: own.email },
              attestedBy: 'admin',
              attestedAt: at(12),
              until: null,
              reason: 'Confirmed in the review of May',
              state: 'in-force',
              withdrawnAt: null,
              withdrawnBy: null,
            },
          ]
        : [],
  };
}

function candidatesOf(
  own: OwnerRow,
  second: OwnerRow | undefined,
  isAttested: boolean,
): ExplainedCandidate[] {
  const tag = {
    signal: 'tag-owner',
    because: `the tag Owner is ${own.email ?? own.name}`,
    weight: 0.75,
    counted: true,
    source: 'aws',
  };
  const word = {
    signal: 'attestation',
    because: 'admin attested it on 2026-05-04: confirmed in the review of May',
    weight: 1,
    counted: true,
    source: 'nonhuman',
  };
  const made = {
    signal: 'git-author',
    because: `git shows that it was last changed by ${second?.name ?? ''}`,
    weight: 0.4,
    counted: true,
    source: 'host',
    place: { kind: 'file' as const, locator: '/srv/repositories/iam/roles.tf', line: 12 },
  };
  const first = {
    ...candidateOf(own),
    basis: isAttested ? ('attested' as const) : ('inferred' as const),
    confidence: isAttested ? 1 : 0.75,
    contested: false,
    evidence: isAttested ? [word, tag] : [tag],
    arithmetic: isAttested
      ? 'attested, which stands above all evidence'
      : 'one piece of evidence, of weight 0.75',
  };
  if (second === undefined) return [first];
  const other = {
    ...candidateOf(second),
    basis: 'inferred' as const,
    confidence: 0.4,
    contested: false,
    evidence: [made],
    arithmetic: 'one piece of evidence, of weight 0.4',
  };
  return [first, other];
}

function candidateOf({ key, type, name, email, status, statusBecause, members }: OwnerRow) {
  return { key, type, name, email, status, statusBecause, members };
}

function previewOf(person: OwnerRow, identities: readonly FakeIdentity[]): LeaverPreview {
  const effects = ['stops', 'survives', 'unknown'] as const;
  const lines = identities.slice(0, 9).map(({ row }, index): LeaverLine => {
    const effect = effects[index % 3] ?? 'unknown';
    return {
      noun: 'identity',
      id: row.id,
      identityId: row.id,
      name: row.name,
      identityName: row.name,
      kind: row.kind,
      nativeType: row.nativeType,
      provider: row.provider,
      relation: effect === 'stops' ? 'holder' : effect === 'survives' ? 'owner' : 'creator',
      effect,
      because:
        effect === 'stops'
          ? 'a token has no more access than its user, who is no member any more'
          : effect === 'survives'
            ? 'it signs in as itself; the person only answers for it'
            : `no page of the vendor is known that says what ${row.provider} does with it`,
      nextAction:
        effect === 'survives' ? 'Name a new owner.' : 'Move it to an identity of its own.',
      source: effect === 'stops' ? 'https://docs.github.com/' : null,
      standing: effect === 'stops' ? 'documented' : 'derived',
      ownerless: index % 2 === 0,
      stillUsable: effect === 'survives' && index % 2 === 0,
      successor: null,
    };
  });
  const count = (effect: string) => lines.filter((line) => line.effect === effect).length;
  return {
    person,
    totals: {
      stops: count('stops'),
      survives: count('survives'),
      unknown: count('unknown'),
      ownerless: lines.filter(({ ownerless }) => ownerless).length,
      stillUsable: lines.filter(({ stillUsable }) => stillUsable).length,
    },
    lines: lines.sort((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect)),
    teams: [],
    truncated: false,
  };
}
