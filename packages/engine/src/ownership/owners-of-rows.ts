import type {
  Credential,
  Delegation,
  Identity,
  OwnerCandidate,
  Ownership,
  WorkspaceId,
} from '@nonhuman/model';
import {
  type AttestationRow,
  type Db,
  type OwnerFacts,
  type OwnerLink,
  readAttestations,
  readDelegationsTo,
  readNeighbours,
  readPeople,
  readSameIdentities,
  readSetting,
} from '@nonhuman/store';
import { surelySame } from '../link/linked-views.ts';
import type { Habits } from './clue.ts';
import { habitsOf } from './gather-evidence.ts';
import type { KnownOwner, People } from './known-people.ts';
import { foremostOf, type Linked, ownersOf, sameIdentity } from './owners-of.ts';
import { peopleOf } from './people.ts';
import { OwnershipSettings, ownershipSettingName } from './settings.ts';
import { linkFactors } from './weights.ts';

/** What the owners of a workspace are judged by, for a whole run. */
export interface OwnershipRun {
  readonly people: People;
  readonly habits: Habits;
  readonly now: Date;
}

/** Reads the people and the habits of a workspace. Holds all people in memory, and no identities. */
export async function openOwnership(
  db: Db,
  workspaceId: WorkspaceId,
  now: Date,
): Promise<OwnershipRun> {
  const [rows, settings] = await Promise.all([
    readPeople(db, workspaceId),
    readSetting(db, workspaceId, { name: ownershipSettingName, schema: OwnershipSettings }),
  ]);
  return {
    people: peopleOf(rows, now),
    habits: habitsOf(settings ?? OwnershipSettings.parse({})),
    now,
  };
}

/** Rows of some identities; more of each row than this is fine. */
export interface RowsOfOwned {
  readonly identities: readonly { readonly id: string; readonly facts: Identity }[];
  readonly credentials: readonly {
    readonly id: string;
    readonly identity_id: string | null;
    readonly facts: Credential;
  }[];
  readonly ownership: readonly { readonly subject_id: string; readonly facts: Ownership }[];
  readonly delegations: readonly LinkRow[];
}
interface LinkRow {
  readonly from_id: string | null;
  readonly to_id: string;
  readonly facts: Delegation;
}

/** Links are followed where an identity's own evidence is weaker than this. */
const sureEnough = 0.7;
/** Links that are followed from one identity. */
const maxLinks = 20;

/**
 * The candidates of each identity, by id; empty lists where nothing tells.
 *
 * A few statements for any number of rows. Links are followed one step, and only for identities whose
 * own evidence is weak or speaks for somebody who left: delegations, links to other rows of the same
 * identity, and delegations to those.
 */
export async function ownersOfRows(
  db: Db,
  workspaceId: WorkspaceId,
  { rows, run }: { readonly rows: RowsOfOwned; readonly run: OwnershipRun },
): Promise<Map<string, OwnerCandidate[]>> {
  const ids = rows.identities.map(({ id }) => id);
  const attestations = groupBy(
    await readAttestations(db, workspaceId, ids),
    (row) => row.subjectId,
  );
  const parts = partsOf(rows);
  const owners = new Map(
    rows.identities.map(({ id, facts }) => [
      id,
      judge({ id, identity: facts, parts, attestations }, run),
    ]),
  );
  const weak = new Set(ids.filter((id) => isWeak(owners.get(id))));
  if (weak.size === 0) return owners;
  const links = await linksOfWeak(db, workspaceId, { rows, weak });
  if (links.size === 0) return owners;
  const others = await ownersOfOthers(db, workspaceId, { links, owners, run });
  for (const { id, facts } of rows.identities) {
    const linked = (links.get(id) ?? []).flatMap(({ otherId, kind, direction }): Linked[] => {
      const other = others.get(otherId);
      return other === undefined || other.owners.length === 0
        ? []
        : [{ name: other.name, kind, direction, owners: other.owners }];
    });
    if (linked.length > 0)
      owners.set(id, judge({ id, identity: facts, parts, attestations }, run, linked));
  }
  return owners;
}

function isWeak(owners: readonly OwnerCandidate[] | undefined): boolean {
  const first = owners?.[0];
  if (first === undefined) return true;
  return first.basis === 'inferred' && (first.status === 'left' || first.confidence < sureEnough);
}

interface Parts {
  readonly credentials: ReadonlyMap<string, RowsOfOwned['credentials'][number][]>;
  readonly ownership: ReadonlyMap<string, RowsOfOwned['ownership'][number][]>;
}

function partsOf(rows: Pick<RowsOfOwned, 'credentials' | 'ownership'>): Parts {
  return {
    credentials: groupBy(rows.credentials, (row) => row.identity_id),
    ownership: groupBy(rows.ownership, (row) => row.subject_id),
  };
}

interface Subject {
  readonly id: string;
  readonly identity: Identity;
  readonly parts: Parts;
  readonly attestations: ReadonlyMap<string, readonly AttestationRow[]>;
}

function judge(
  { id, identity, parts, attestations }: Subject,
  run: OwnershipRun,
  linked: readonly Linked[] = [],
): OwnerCandidate[] {
  const held = parts.credentials.get(id) ?? [];
  const view = {
    identity,
    credentials: held.map(({ id: heldId, facts }) => ({
      id: heldId,
      credential: facts,
      exposures: [],
    })),
    ownership: [id, ...held.map((row) => row.id)].flatMap((subject) =>
      (parts.ownership.get(subject) ?? []).map(({ facts }) => facts),
    ),
  };
  return ownersOf(view, { ...run, linked, attestations: attestations.get(id) ?? [] });
}

interface Link {
  readonly otherId: string;
  readonly kind: string;
  readonly direction: 'from' | 'to';
}

async function linksOfWeak(
  db: Db,
  workspaceId: WorkspaceId,
  { rows, weak }: { readonly rows: RowsOfOwned; readonly weak: ReadonlySet<string> },
): Promise<Map<string, Link[]>> {
  const holderOf = new Map<string, string>();
  for (const { id, identity_id: holder } of rows.credentials)
    if (holder !== null && weak.has(holder)) holderOf.set(id, holder);
  const [toCredentials, sameAs] = await Promise.all([
    readDelegationsTo(db, workspaceId, [...holderOf.keys()]),
    readSameIdentities(db, workspaceId, { ids: [...weak], surely: surelySame }),
  ]);
  const links = new Map<string, Link[]>();
  const add = (id: string | undefined, link: Link) => {
    if (id === undefined || !weak.has(id) || id === link.otherId) return;
    const known = links.get(id);
    if (known === undefined) links.set(id, [link]);
    else if (known.length < maxLinks) known.push(link);
  };
  for (const { id, otherId } of sameAs) add(id, { otherId, kind: sameIdentity, direction: 'to' });
  // Who may use another row of the same identity may use this one.
  const rowsOfSame = groupBy(sameAs, ({ otherId }) => otherId);
  for (const { from_id: fromId, to_id: toId, facts } of await readDelegationsTo(db, workspaceId, [
    ...rowsOfSame.keys(),
  ])) {
    if (fromId === null || linkFactors[facts.kind] === undefined) continue;
    for (const { id } of rowsOfSame.get(toId) ?? [])
      add(id, { otherId: fromId, kind: facts.kind, direction: 'to' });
  }
  for (const { from_id: fromId, to_id: toId, facts } of [...rows.delegations, ...toCredentials]) {
    if (fromId === null || linkFactors[facts.kind] === undefined) continue;
    const held = holderOf.get(toId) ?? toId;
    add(held, { otherId: fromId, kind: facts.kind, direction: 'to' });
    if (facts.to.type === 'identity')
      add(fromId, { otherId: toId, kind: facts.kind, direction: 'from' });
  }
  return links;
}

async function ownersOfOthers(
  db: Db,
  workspaceId: WorkspaceId,
  {
    links,
    owners,
    run,
  }: {
    readonly links: ReadonlyMap<string, readonly Link[]>;
    readonly owners: ReadonlyMap<string, OwnerCandidate[]>;
    readonly run: OwnershipRun;
  },
) {
  const ids = [...new Set([...links.values()].flat().map(({ otherId }) => otherId))].sort();
  const [rows, attested] = await Promise.all([
    readNeighbours(db, workspaceId, ids),
    readAttestations(db, workspaceId, ids),
  ]);
  const attestations = groupBy(attested, (row) => row.subjectId);
  const parts = partsOf({ credentials: [], ownership: rows.ownership });
  return new Map(
    rows.identities.map(({ id, facts }) => [
      id,
      {
        name: facts.name,
        owners: owners.get(id) ?? judge({ id, identity: facts, parts, attestations }, run),
      },
    ]),
  );
}

/** One statement for each candidate, as checks read them: with the status that people sources tell. */
export function statementsOf(identity: Identity, owners: readonly OwnerCandidate[]): Ownership[] {
  return owners.map((owner) => {
    const [first] = owner.evidence;
    return {
      key: `${identity.key}#${owner.key}`.slice(0, 1024),
      provider: first?.source || identity.provider,
      subject: { type: 'identity', key: identity.key },
      owner: { type: owner.type, name: owner.name, email: owner.email, status: owner.status },
      basis: owner.basis,
      signal: first?.signal ?? 'unknown',
      confidence: owner.confidence,
      ...(first?.place === undefined ? {} : { place: first.place }),
    };
  });
}

/** Candidates of one identity that are kept for lists. */
const keptLinks = 4;

/** The candidates as the store keeps them: rank 0 is the owner, if there is one. */
export function ownerLinksOf(owners: readonly OwnerCandidate[]): OwnerLink[] {
  const first = foremostOf(owners) === null ? 1 : 0;
  return owners.slice(0, keptLinks).map(({ key, basis, confidence, evidence }, index) => ({
    rank: first + index,
    ownerKey: key,
    basis,
    confidence,
    signals: [...new Set(evidence.map(({ signal }) => signal))],
  }));
}

/** Everybody of whom people sources tell, as the store keeps them. */
export function knownOwnersOf({ persons, teams }: People): OwnerFacts[] {
  return [...persons.values(), ...teams.values()].map(factsOf);
}

function factsOf(owner: KnownOwner): OwnerFacts {
  const { key, type, name, email, status, statusBecause } = owner;
  const leftAt = owner.type === 'person' ? owner.leftAt : null;
  const members = owner.type === 'team' ? owner.members : null;
  return { key, type, name, email, status, statusBecause, leftAt, members };
}

/** Those candidates of whom no people source tells, each once. */
export function namedOwnersOf(
  candidates: Iterable<readonly OwnerCandidate[]>,
  { persons, teams }: People,
): OwnerFacts[] {
  const named = new Map<string, OwnerFacts>();
  for (const owners of candidates) {
    for (const owner of owners.slice(0, keptLinks)) {
      const { key, type, name, email, status, statusBecause, members } = owner;
      if (persons.has(key) || teams.has(key) || named.has(key)) continue;
      named.set(key, { key, type, name, email, status, statusBecause, leftAt: null, members });
    }
  }
  return [...named.values()];
}

function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
