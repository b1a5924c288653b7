import {
  type AccessLevel,
  type Environment,
  type IdentityKind,
  type Severity,
  type Status,
  severities,
  type WorkspaceId,
} from '@nonhuman/model';
import { type Sql, sql } from '../db.ts';
import { containing } from './row-shapes.ts';

/** What narrows a list of identities; absent means any. */
export interface IdentityFilter {
  readonly kind?: readonly IdentityKind[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly status?: readonly Status[] | undefined;
  readonly environment?: readonly Environment[] | undefined;
  readonly access?: readonly AccessLevel[] | undefined;
  /** The least severe that the worst open finding may be. */
  readonly severity?: Severity | undefined;
  readonly owner?: readonly ('attested' | 'inferred' | 'none')[] | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly exposed?: boolean | undefined;
  /** The exposed identities, where the caller has them at hand: to look them up for every page costs more. */
  readonly exposedIds?: readonly string[] | null | undefined;
  /** Part of the name, or the whole key or id. */
  readonly q?: string | undefined;
}

/**
 * The identities `i` as they were known at a moment, with their postures `p`; null is now. Risk and
 * findings have no past: they are as of an identity without any.
 */
export function identitiesAt(workspaceId: WorkspaceId, at: Date | null): Sql {
  if (at === null) return sql`identity i join ${ofPosture}`;
  const own = sql`workspace_id, id, scope_id, connection_id, key, facts, valid_from`;
  return sql`(
    select ${own}, provider, kind, native_type, name, status, environment, access, created_at, last_used_state,
      last_used_at
    from identity where workspace_id = ${workspaceId} and valid_from <= ${at}
    union all
    select ${own}, facts ->> 'provider', facts ->> 'kind', facts ->> 'nativeType', facts ->> 'name', facts ->> 'status',
      coalesce(facts ->> 'environment', 'unknown'), coalesce(facts ->> 'access', 'unknown'),
      (facts #>> '{createdAt,value}')::timestamptz, facts #>> '{lastUsedAt,state}',
      (facts #>> '{lastUsedAt,value}')::timestamptz
    from thing_version
    where workspace_id = ${workspaceId} and noun = 'identity' and valid_from <= ${at} and valid_to > ${at}
  ) i cross join ${noPosture}`;
}

/** The posture `p` of what has none. */
export const noPosture = sql`(
  select null::smallint as risk, null::text as worst_severity, 0 as open_findings, 'none' as owner_basis) p`;

const ofPosture = sql`identity_posture p on p.workspace_id = i.workspace_id and p.identity_id = i.id`;

/** Whether a filter asks for what evaluations say. */
export function asksForPosture({ severity, owner }: IdentityFilter): boolean {
  return severity !== undefined || owner !== undefined;
}

/** Identities of which a secret was seen outside of tools' own files. */
export function exposedIdentities(workspaceId: WorkspaceId): Sql {
  return sql`(
    select e.identity_id as id from exposure e
    where e.workspace_id = ${workspaceId} and e.setting <> 'tool-configuration' and e.identity_id is not null
    union
    select c.identity_id from exposure e join credential c on c.workspace_id = e.workspace_id and c.id = e.credential_id
    where e.workspace_id = ${workspaceId} and e.setting <> 'tool-configuration' and c.identity_id is not null)`;
}

/** The conditions of a filter on `i`; `id` is its id, as the order of the list names it. */
export function identityConditions(
  workspaceId: WorkspaceId,
  filter: IdentityFilter,
  id: Sql = sql`i.id`,
): Sql[] {
  const conditions = [sql`i.workspace_id = ${workspaceId}`];
  const among = (column: Sql, values: readonly string[] | undefined) => {
    if (values !== undefined) conditions.push(sql`${column} = any(${values}::text[])`);
  };
  among(sql`i.kind`, filter.kind);
  among(sql`i.provider`, filter.provider);
  among(sql`i.status`, filter.status);
  among(sql`i.environment`, filter.environment);
  among(sql`i.access`, filter.access);
  among(sql`p.owner_basis`, filter.owner);
  among(sql`i.scope_id`, filter.scope);
  if (filter.severity !== undefined) {
    const atLeast = severities.slice(0, severities.indexOf(filter.severity) + 1);
    among(sql`p.worst_severity`, atLeast);
  }
  if (filter.exposed !== undefined) {
    conditions.push(isExposed(workspaceId, filter, id));
  }
  if (filter.q !== undefined && filter.q !== '') conditions.push(matches(filter.q));
  return conditions;
}

function isExposed(
  workspaceId: WorkspaceId,
  { exposed, exposedIds }: IdentityFilter,
  id: Sql,
): Sql {
  if (!exposedIds) {
    const all = sql`${id} in ${exposedIdentities(workspaceId)}`;
    return exposed === true ? all : sql`not (${all})`;
  }
  return exposed === true
    ? sql`${id} = any(${exposedIds}::text[])`
    : sql`${id} <> all(${exposedIds}::text[])`;
}

function matches(q: string): Sql {
  const byName = sql`i.name ilike ${containing(q)}`;
  // Only what may be a key or an id is looked up as one: a second condition would keep the index of the order from answering.
  return /[:/_@]/.test(q) ? sql`(${byName} or i.key = ${q} or i.id = ${q})` : byName;
}
