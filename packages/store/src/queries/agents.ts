import type { IdentityId, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { inOrder, isAfter, type Page, type PageRequest, pageFrom } from './keyset.ts';
import { containing, idOf } from './row-shapes.ts';
import { type Thing, thingsAt } from './things-at.ts';

const Agent = z.object({ id: idOf<IdentityId>(), sortValue: z.string() });
const sorting = { by: sql`i.name`, as: 'text', descending: false } as const;

/** The ids of AI agents by name, a page at a time. */
export async function pageAgents(
  db: Db,
  workspaceId: WorkspaceId,
  { q, after, limit }: PageRequest & { readonly q: string | null },
): Promise<Page<{ readonly id: IdentityId }>> {
  const rows = await db.many(
    Agent,
    sql`select i.id, i.name as "sortValue" from identity i
        where i.workspace_id = ${workspaceId} and i.kind = 'agent'
          and (${q}::text is null or i.name ilike ${containing(q ?? '')})
          and ${isAfter(sorting, after, sql`i.id`)}
        order by ${inOrder(sorting, sql`i.id`)} limit ${limit + 1}`,
  );
  return pageFrom(rows, limit);
}

/** What some agents have beside their rows. */
export interface AgentParts {
  readonly instances: readonly (Thing<'instance'> & { readonly identityId: string })[];
  readonly delegations: readonly (Thing<'delegation'> & {
    readonly fromId: string;
    readonly toId: string;
  })[];
}

const Instance = z.object({ id: z.string(), identityId: z.string() });
const Delegation = z.object({ id: z.string(), fromId: z.string(), toId: z.string() });

/** Rows read of each kind for one page of agents, at most. */
const partsLimit = 5_000;

/** The instances of agents and where they may go. */
export async function readAgentParts(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<AgentParts> {
  const mine = sql`workspace_id = ${workspaceId}`;
  const [instanceIds, delegationIds] = await Promise.all([
    db.many(
      Instance,
      sql`select id, identity_id as "identityId" from instance where ${mine} and identity_id = any(${ids}::text[])
          order by id limit ${partsLimit}`,
    ),
    db.many(
      Delegation,
      sql`select id, from_id as "fromId", to_id as "toId" from delegation where ${mine} and from_id = any(${ids}::text[])
          order by id limit ${partsLimit}`,
    ),
  ]);
  const [instances, delegations] = await Promise.all([
    thingsAt(db, workspaceId, {
      noun: 'instance',
      at: null,
      which: { now: sql`t.identity_id = any(${ids}::text[])`, past: sql`false` },
      limit: partsLimit,
    }),
    thingsAt(db, workspaceId, {
      noun: 'delegation',
      at: null,
      which: { now: sql`t.from_id = any(${ids}::text[])`, past: sql`false` },
      limit: partsLimit,
    }),
  ]);
  const holder = new Map(instanceIds.map((row) => [row.id, row.identityId]));
  const ends = new Map(delegationIds.map((row) => [row.id, row]));
  return {
    instances: instances.map((row) => ({ ...row, identityId: holder.get(row.id) ?? '' })),
    delegations: delegations.map((row) => ({
      ...row,
      fromId: ends.get(row.id)?.fromId ?? '',
      toId: ends.get(row.id)?.toId ?? '',
    })),
  };
}
