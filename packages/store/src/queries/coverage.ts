import type { ConnectionId, GapReason, Noun, Place, WorkspaceId } from '@nonhuman/model';
import { gapReasons } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { At, idOf, type ScopeRef, told } from './row-shapes.ts';

/** Gaps shown of one listing, and listings shown at once, at most. */
const gapsShown = 20;
const listingsShown = 5_000;

export interface GapSeen {
  readonly reason: GapReason;
  readonly message: string;
  readonly needs: string | null;
  readonly place: Place | null;
}

const Listing = z.object({
  connectionId: idOf<ConnectionId>(),
  listing: z.string(),
  scope: told<ScopeRef>(),
  nouns: z.array(told<Noun>()),
  state: z.enum(['complete', 'partial', 'not-read']),
  items: z.int().nullable(),
  lastCompleteAt: At.nullable(),
  lastAttemptAt: At.nullable(),
  gapCount: z.int(),
  gaps: told<GapSeen[]>(),
});
/** How far one listing of one scope was read at its last pass. */
export type ListingRow = z.infer<typeof Listing>;

/** What of the ledger is asked for; null is all. */
export interface LedgerRequest {
  readonly connectionId: string | null;
  readonly scopeId: string | null;
}

/** The scope ledger with its gaps, at most 5,000 listings; what is not complete comes first. */
export function readCoverage(
  db: Db,
  workspaceId: WorkspaceId,
  { connectionId, scopeId }: LedgerRequest,
): Promise<ListingRow[]> {
  return db.many(
    Listing,
    sql`select s.connection_id as "connectionId", l.listing,
          jsonb_build_object('id', s.id, 'kind', s.kind, 'name', s.name) as scope, l.nouns,
          case when l.complete then 'complete' when l.items = 0 and l.complete_observed_at is null then 'not-read'
               else 'partial' end as state,
          case when l.complete then l.items end as items,
          l.complete_observed_at as "lastCompleteAt", l.observed_at as "lastAttemptAt",
          g.count as "gapCount", g.shown as gaps
        from scope_ledger l join scope s on s.workspace_id = l.workspace_id and s.id = l.scope_id,
        lateral (
          select count(*)::int as count,
            coalesce((select jsonb_agg(to_jsonb(one)) from (
              select reason, message, needs, place from gap
              where workspace_id = l.workspace_id and scope_id = l.scope_id and listing = l.listing
              order by reason, id limit ${gapsShown}) one), '[]') as shown
          from gap where workspace_id = l.workspace_id and scope_id = l.scope_id and listing = l.listing
        ) g
        where l.workspace_id = ${workspaceId}
          and (${connectionId}::text is null or s.connection_id = ${connectionId})
          and (${scopeId}::text is null or l.scope_id = ${scopeId})
        order by l.complete, s.name, l.listing, l.scope_id limit ${listingsShown}`,
  );
}

const Totals = z.object({
  complete: z.int(),
  partial: z.int(),
  notRead: z.int(),
  gaps: z.int(),
});

/** How many listings were read how far, and how many gaps there are. */
export function countCoverage(db: Db, workspaceId: WorkspaceId) {
  return db.one(
    Totals,
    sql`select count(*) filter (where complete)::int as complete,
          count(*) filter (where not complete and not (items = 0 and complete_observed_at is null))::int as partial,
          count(*) filter (where not complete and items = 0 and complete_observed_at is null)::int as "notRead",
          (select count(*)::int from gap where workspace_id = ${workspaceId}) as gaps
        from scope_ledger where workspace_id = ${workspaceId}`,
  );
}

const TopGap = z.object({
  listing: z.string(),
  scope: told<ScopeRef>(),
  reason: z.enum(gapReasons),
  message: z.string(),
  needs: z.string().nullable(),
  place: told<Place | null>(),
  count: z.int(),
});

/** Gaps by listing and reason, one of each reason before the second of any, then the most frequent. */
export function readTopGaps(db: Db, workspaceId: WorkspaceId, limit: number) {
  return db.many(
    TopGap,
    sql`with grouped as (
          select g.scope_id, g.listing, g.reason, count(*)::int as count, min(g.id) as id
          from gap g where g.workspace_id = ${workspaceId} group by 1, 2, 3
        ), ranked as (
          select *, row_number() over (partition by reason order by count desc, id) as place_in_reason from grouped
          order by place_in_reason, count desc, id limit ${limit}
        )
        select r.listing, jsonb_build_object('id', s.id, 'kind', s.kind, 'name', s.name) as scope,
          g.reason, g.message, g.needs, g.place, r.count
        from ranked r join gap g on g.workspace_id = ${workspaceId} and g.id = r.id
          join scope s on s.workspace_id = ${workspaceId} and s.id = r.scope_id
        order by r.place_in_reason, r.count desc, r.id`,
  );
}
