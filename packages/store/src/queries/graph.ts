import { accessLevels, nouns, severities, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';

const Edge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.string(),
  conditional: z.boolean(),
});
/** One line between two rows, or between a row and a principal that is not in the inventory. */
export type GraphEdgeRow = z.infer<typeof Edge>;

const Node = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  name: z.string(),
  kind: z.string(),
  provider: z.string().nullable(),
  worstSeverity: z.enum(severities).nullable(),
  access: z.enum(accessLevels).nullable(),
});
/** One row of the inventory as a node. */
export type GraphNodeRow = z.infer<typeof Node>;

/** The first letters of the id of a principal that is not in the inventory; its type and name follow. */
export const outsidePrefix = 'outside:';

/** The edges that touch these identities and credentials, at most `limit` of each kind of row. */
export function readEdges(
  db: Db,
  workspaceId: WorkspaceId,
  { ids, limit }: { readonly ids: readonly string[]; readonly limit: number },
): Promise<GraphEdgeRow[]> {
  const parts = edgeSources(ids).map((select) => sql`(${select} limit ${limit})`);
  return db.many(
    Edge,
    sql`with t as (select ${workspaceId}::text as workspace_id)
        select distinct on (e.id) e.id, e."from", e."to", e.kind, e.conditional
        from (${sql.join(parts, sql` union all `)}) e(id, "from", "to", kind, conditional)
        order by e.id`,
  );
}

function edgeSources(ids: readonly string[]): Sql[] {
  const among = (column: Sql) => sql`${column} = any(${ids}::text[])`;
  return [
    sql`select c.id || ':of', c.identity_id, c.id, 'has-credential', false from credential c join t using (workspace_id)
        where ${among(sql`c.identity_id`)} order by c.id`,
    sql`select c.id || ':of', c.identity_id, c.id, 'has-credential', false from credential c join t using (workspace_id)
        where ${among(sql`c.id`)} and c.identity_id is not null order by c.id`,
    sql`select n.id || ':of', n.identity_id, n.id, 'has-instance', false from instance n join t using (workspace_id)
        where ${among(sql`n.identity_id`)} order by n.id`,
    sql`select g.id, g.principal_id, g.entitlement_id, 'has-grant', g.conditional from access_grant g join t using (workspace_id)
        where ${among(sql`g.principal_id`)} order by g.id`,
    sql`select g.id || ':on', g.entitlement_id, g.resource_id, 'on', g.conditional from access_grant g join t using (workspace_id)
        where ${among(sql`g.principal_id`)} and g.resource_id is not null order by g.id`,
    sql`select d.id, coalesce(d.from_id, ${outsidePrefix} || d.from_type || ':' || (d.facts -> 'from' ->> 'name')), d.to_id, d.kind, d.conditional
        from delegation d join t using (workspace_id) where ${among(sql`d.from_id`)} order by d.id`,
    sql`select d.id, coalesce(d.from_id, ${outsidePrefix} || d.from_type || ':' || (d.facts -> 'from' ->> 'name')), d.to_id, d.kind, d.conditional
        from delegation d join t using (workspace_id) where ${among(sql`d.to_id`)} order by d.id`,
    sql`select e.id || ':of', coalesce(e.credential_id, e.identity_id), e.id, 'exposed-in', false from exposure e join t using (workspace_id)
        where ${among(sql`e.credential_id`)} order by e.id`,
    sql`select e.id || ':of', coalesce(e.credential_id, e.identity_id), e.id, 'exposed-in', false from exposure e join t using (workspace_id)
        where ${among(sql`e.identity_id`)} order by e.id`,
    sql`select r.id || ':of', r.identity_id, r.id, 'reads', false from secret_reference r join t using (workspace_id)
        where ${among(sql`r.identity_id`)} order by r.id`,
  ];
}

const none = sql`null::text`;
const nodeSources: readonly Sql[] = [
  sql`select i.id, 'identity', i.name, i.kind, i.provider, p.worst_severity, i.access, i.workspace_id
      from identity i left join identity_posture p on p.workspace_id = i.workspace_id and p.identity_id = i.id`,
  sql`select id, 'credential', name, kind, provider, ${none}, access, workspace_id from credential`,
  sql`select id, 'instance', name, native_type, provider, ${none}, ${none}, workspace_id from instance`,
  sql`select id, 'entitlement', name, native_type, provider, ${none}, access, workspace_id from entitlement`,
  sql`select id, 'resource', name, native_type, provider, ${none}, ${none}, workspace_id from resource`,
  sql`select id, 'exposure', title, detector, provider, ${none}, ${none}, workspace_id from exposure`,
  sql`select id, 'secret-reference', name, store, provider, ${none}, ${none}, workspace_id from secret_reference`,
];

/** The rows with these ids as nodes; ids that are not in the inventory are left out. */
export function readNodes(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<GraphNodeRow[]> {
  return db.many(
    Node,
    sql`select n.id, n.noun, n.name, n.kind, n.provider, n.worst as "worstSeverity", n.access
        from (${sql.join(nodeSources, sql` union all `)}) n(id, noun, name, kind, provider, worst, access, workspace_id)
        where n.workspace_id = ${workspaceId} and n.id = any(${ids}::text[])`,
  );
}
