import type { IdentityId, Noun, WorkspaceId } from '@nonhuman/model';
import { thingId } from '@nonhuman/runtime';
import { type Db, sql } from '../db.ts';
import {
  connectorOf,
  lastMomentOf,
  type Thing,
  thingsAt,
  type Which,
  withIds,
} from './things-at.ts';

/** Rows of one kind around an identity, at most. */
export const aroundLimit = 500;

/** An identity with every row that belongs to it. Each list has one row more than `aroundLimit` at most: then there are more. */
export interface AroundIdentity {
  /** The moment that was asked for; for an identity that is gone, its last; null is now. */
  readonly at: Date | null;
  readonly identity: Thing<'identity'>;
  readonly credentials: readonly Thing<'credential'>[];
  readonly instances: readonly Thing<'instance'>[];
  readonly grants: readonly Thing<'grant'>[];
  readonly delegations: readonly Thing<'delegation'>[];
  readonly exposures: readonly Thing<'exposure'>[];
  readonly secretReferences: readonly Thing<'secret-reference'>[];
  readonly ownership: readonly Thing<'ownership'>[];
  /** What the grants give and hold on, and the ends of the delegations, by id. */
  readonly entitlements: ReadonlyMap<string, Thing<'entitlement'>>;
  readonly resources: ReadonlyMap<string, Thing<'resource'>>;
  readonly names: ReadonlyMap<string, string>;
  /** The id that a row of this connector has, by its key. */
  readonly idOf: (noun: Noun, key: string) => string;
}

/** All that is known around an identity; null when there never was one with this id. */
export async function readAroundIdentity(
  db: Db,
  workspaceId: WorkspaceId,
  asked: { readonly id: IdentityId; readonly at: Date | null },
): Promise<AroundIdentity | null> {
  const found = await findIdentity(db, workspaceId, asked);
  if (found === null) return null;
  const { identity, at } = found;
  const connectorId = (await connectorOf(db, workspaceId, identity.connectionId)) ?? '';
  const idOf = (noun: Noun, key: string) => thingId({ workspaceId, connectorId, noun, key });
  const read = <N extends Noun>(noun: N, which: Which) =>
    thingsAt(db, workspaceId, { noun, at, which, limit: aroundLimit + 1 });

  const { id } = identity;
  const { key } = identity.value;
  const [credentials, instances, secretReferences, grants] = await Promise.all([
    read('credential', belongsTo(id, key)),
    read('instance', belongsTo(id, key)),
    read('secret-reference', belongsTo(id, key)),
    read('grant', {
      now: sql`t.principal_id = ${id}`,
      past: sql`t.facts -> 'principal' ->> 'key' = ${key} and t.facts -> 'principal' ->> 'type' = 'identity'`,
    }),
  ]);
  const held = {
    ids: [id, ...credentials.map((credential) => credential.id)],
    keys: [key, ...credentials.map(({ value }) => value.key)],
  };
  const [delegations, exposures, ownership] = await Promise.all([
    read('delegation', {
      now: sql`(t.from_id = ${id} or t.to_id = any(${held.ids}::text[]))`,
      past: sql`(t.facts -> 'from' ->> 'key' = ${key} or t.facts -> 'to' ->> 'key' = any(${held.keys}::text[]))`,
    }),
    read('exposure', {
      now: sql`(t.identity_id = ${id} or t.credential_id = any(${held.ids}::text[]))`,
      past: sql`(t.facts ->> 'identityKey' = ${key} or t.facts ->> 'credentialKey' = any(${held.keys}::text[]))`,
    }),
    read('ownership', {
      now: sql`t.subject_id = any(${held.ids}::text[])`,
      past: sql`t.facts -> 'subject' ->> 'key' = any(${held.keys}::text[])`,
    }),
  ]);
  const named = await readNamed(db, workspaceId, { at, grants, delegations, idOf });
  return {
    at,
    identity,
    idOf,
    ...named,
    credentials,
    instances,
    grants,
    delegations,
    exposures,
    secretReferences,
    ownership,
  };
}

const belongsTo = (id: string, key: string): Which => ({
  now: sql`t.identity_id = ${id}`,
  past: sql`t.facts ->> 'identityKey' = ${key}`,
});

async function findIdentity(
  db: Db,
  workspaceId: WorkspaceId,
  { id, at }: { readonly id: IdentityId; readonly at: Date | null },
) {
  const read = (moment: Date | null) =>
    thingsAt(db, workspaceId, { noun: 'identity', at: moment, which: withIds([id]), limit: 1 });
  const [identity] = await read(at);
  if (identity) return { identity, at };
  if (at !== null) return null;
  const last = await lastMomentOf(db, workspaceId, id);
  if (last === null) return null;
  const [gone] = await read(last);
  return gone ? { identity: gone, at: last } : null;
}

async function readNamed(
  db: Db,
  workspaceId: WorkspaceId,
  of: {
    readonly at: Date | null;
    readonly grants: readonly Thing<'grant'>[];
    readonly delegations: readonly Thing<'delegation'>[];
    readonly idOf: (noun: Noun, key: string) => string;
  },
) {
  const { at, grants, delegations, idOf } = of;
  const read = async <N extends Noun>(noun: N, ids: readonly string[]) => {
    const limit = ids.length + 1;
    const rows =
      ids.length === 0
        ? []
        : await thingsAt(db, workspaceId, { noun, at, which: withIds(ids), limit });
    return new Map(rows.map((row) => [row.id, row]));
  };
  const ends = delegations.flatMap(({ value: { from, to } }) => [
    ...(from.type === 'identity' ? [{ noun: 'identity' as const, key: from.key }] : []),
    { noun: to.type, key: to.key },
  ]);
  const idsOf = (noun: 'identity' | 'credential') => [
    ...new Set(ends.filter((end) => end.noun === noun).map((end) => idOf(noun, end.key))),
  ];
  const [entitlements, resources, identities, credentials] = await Promise.all([
    read('entitlement', [
      ...new Set(grants.map(({ value }) => idOf('entitlement', value.entitlementKey))),
    ]),
    read('resource', [
      ...new Set(
        grants.flatMap(({ value }) =>
          typeof value.resourceKey === 'string' ? [idOf('resource', value.resourceKey)] : [],
        ),
      ),
    ]),
    read('identity', idsOf('identity')),
    read('credential', idsOf('credential')),
  ]);
  const names = new Map<string, string>();
  for (const [id, { value }] of [...identities, ...credentials]) names.set(id, value.name);
  return { entitlements, resources, names };
}
