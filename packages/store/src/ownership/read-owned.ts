import type {
  Credential,
  Delegation,
  Identity,
  Ownership,
  Person,
  Team,
  WorkspaceId,
} from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { lastSeenAt } from '../inventory/sightings.ts';
import { told } from '../queries/row-shapes.ts';

const IdentityRow = z.object({ id: z.string(), facts: told<Identity>() });
const CredentialRow = z.object({
  id: z.string(),
  identity_id: z.string(),
  facts: told<Credential>(),
});
const OwnershipRow = z.object({ subject_id: z.string(), facts: told<Ownership>() });
const DelegationRow = z.object({
  from_id: z.string().nullable(),
  to_id: z.string(),
  facts: told<Delegation>(),
});

/** Identities with the rows that tell who answers for them. */
export interface OwnedRows {
  readonly identities: readonly z.output<typeof IdentityRow>[];
  readonly credentials: readonly z.output<typeof CredentialRow>[];
  readonly ownership: readonly z.output<typeof OwnershipRow>[];
  readonly delegations: readonly z.output<typeof DelegationRow>[];
}

/** These identities with their credentials, ownership statements and delegations; in the order of their ids. */
export async function readOwned(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<OwnedRows> {
  const among = sql`any(${ids}::text[])`;
  const [{ identities, ownership }, credentials, delegations] = await Promise.all([
    readNeighbours(db, workspaceId, ids),
    db.many(
      CredentialRow,
      sql`select id, identity_id, facts from credential
          where workspace_id = ${workspaceId} and identity_id = ${among} order by id`,
    ),
    db.many(
      DelegationRow,
      sql`select from_id, to_id, facts from delegation where workspace_id = ${workspaceId} and from_id = ${among}
          union all
          select from_id, to_id, facts from delegation where workspace_id = ${workspaceId} and to_id = ${among}`,
    ),
  ]);
  const credentialIds = credentials.map(({ id }) => id);
  const ofCredentials =
    credentialIds.length === 0
      ? []
      : await db.many(
          OwnershipRow,
          sql`select subject_id, facts from ownership
              where workspace_id = ${workspaceId} and subject_id = any(${credentialIds}::text[])`,
        );
  return { identities, credentials, delegations, ownership: [...ownership, ...ofCredentials] };
}

/** These identities with what is told of their owners, and nothing else. */
export async function readNeighbours(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<Pick<OwnedRows, 'identities' | 'ownership'>> {
  if (ids.length === 0) return { identities: [], ownership: [] };
  const [identities, ownership] = await Promise.all([
    db.many(
      IdentityRow,
      sql`select id, facts from identity
          where workspace_id = ${workspaceId} and id = any(${ids}::text[]) order by id`,
    ),
    db.many(
      OwnershipRow,
      sql`select subject_id, facts from ownership
          where workspace_id = ${workspaceId} and subject_id = any(${ids}::text[])`,
    ),
  ]);
  return { identities, ownership };
}

/** The delegations that lead to these identities or credentials. */
export function readDelegationsTo(db: Db, workspaceId: WorkspaceId, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([]);
  return db.many(
    DelegationRow,
    sql`select from_id, to_id, facts from delegation
        where workspace_id = ${workspaceId} and to_id = any(${ids}::text[])`,
  );
}

/** Everybody and every team of whom a source tells. */
export async function readPeople(db: Db, workspaceId: WorkspaceId) {
  const [persons, teams] = await Promise.all([
    db.many(
      z.object({ id: z.string(), observedAt: z.date(), facts: told<Person>() }),
      sql`select t.id, ${lastSeenAt} as "observedAt", t.facts from person t where t.workspace_id = ${workspaceId} order by t.id`,
    ),
    db.many(
      z.object({ id: z.string(), facts: told<Team>() }),
      sql`select id, facts from team where workspace_id = ${workspaceId} order by id`,
    ),
  ]);
  return { persons, teams };
}
