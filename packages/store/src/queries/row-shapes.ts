import {
  accessLevels,
  credentialKinds,
  environments,
  type IdentityId,
  identityKinds,
  type Observed,
  severities,
  statuses,
  type Timestamp,
} from '@nonhuman/model';
import { z } from 'zod';
import { type Sql, sql } from '../db.ts';

/** A point in time of the store as the model writes it. */
export const At = z.date().transform((at): Timestamp => at.toISOString());

/** JSON that was checked when it was written; a second look would cost more than the reading. */
export const told = <T>() => z.custom<T>();

/** An id that our own rows hold. */
export const idOf = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');

/** The tenant-like thing that a row lies in. */
export interface ScopeRef {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

export const IdentityRef = z.object({
  id: idOf<IdentityId>(),
  name: z.string(),
  kind: z.enum(identityKinds),
  provider: z.string(),
});
/** An identity by name. */
export type IdentityRef = z.infer<typeof IdentityRef>;

/** Who answers for a thing, by the best evidence there is. */
export interface OwnerRef {
  readonly type: 'person' | 'team';
  readonly name: string;
  readonly email: string | null;
  readonly status: 'active' | 'left' | 'unknown';
  readonly basis: 'attested' | 'inferred';
}

/** What every list shows of an identity or credential. */
export const named = {
  name: z.string(),
  nativeType: z.string(),
  provider: z.string(),
  scope: told<ScopeRef | null>(),
  status: z.enum(statuses),
  access: z.enum(accessLevels),
  createdAt: told<Observed<Timestamp>>(),
  lastUsedAt: told<Observed<Timestamp>>(),
};

export const words = {
  identityKind: z.enum(identityKinds),
  credentialKind: z.enum(credentialKinds),
  environment: z.enum(environments),
  severity: z.enum(severities),
};

/** The scope of a row `t` as JSON; null when there is none. */
export const scopeOf = (alias: Sql): Sql => sql`(
  select jsonb_build_object('id', s.id, 'kind', s.kind, 'name', s.name) from scope s
  where s.workspace_id = ${alias}.workspace_id and s.id = ${alias}.scope_id)`;

/** The likeliest owner of a row as JSON: as the last evaluation found, else by the best statement. */
export const ownerOf = (alias: Sql): Sql => sql`coalesce((
  select jsonb_build_object('type', w.type, 'name', w.name, 'email', w.email, 'status', w.status, 'basis', l.basis)
  from identity_owner l join owner w on w.workspace_id = l.workspace_id and w.key = l.owner_key
  where l.workspace_id = ${alias}.workspace_id and l.identity_id = ${alias}.id and l.rank = 0), (
  select o.facts -> 'owner' || jsonb_build_object('basis', o.basis) from ownership o
  where o.workspace_id = ${alias}.workspace_id and o.subject_id = ${alias}.id
  order by o.basis, (o.owner_status = 'left'), o.confidence desc, o.owner_name, o.id limit 1))`;

/** All that are true; nothing when there is no condition. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** A pattern that finds the text anywhere, with its own wildcards taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
}
