import type {
  Credential,
  Delegation,
  Entitlement,
  Exposure,
  Grant,
  Identity,
  Instance,
  Noun,
  Ownership,
  Resource,
  SecretReference,
  WorkspaceId,
} from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';

/** Rows written by a sync were checked then; here they are only named. */
const facts = <T>() => z.custom<T>();

const IdentityRow = z.object({ id: z.string(), scope_id: z.string(), facts: facts<Identity>() });
const CredentialRow = z.object({
  id: z.string(),
  identity_id: z.string().nullable(),
  facts: facts<Credential>(),
});
const ExposureRow = z.object({
  id: z.string(),
  credential_id: z.string().nullable(),
  identity_id: z.string().nullable(),
  facts: facts<Exposure>(),
});
const GrantRow = z.object({
  principal_id: z.string(),
  entitlement_id: z.string(),
  resource_id: z.string().nullable(),
  facts: facts<Grant>(),
});
const DelegationRow = z.object({
  id: z.string(),
  from_id: z.string().nullable(),
  to_id: z.string(),
  facts: facts<Delegation>(),
});
const owned = <T>() => z.object({ identity_id: z.string(), facts: facts<T>() });
const OwnershipRow = z.object({ subject_id: z.string(), facts: facts<Ownership>() });

/** Some identities in the order of their ids, with every row that belongs to one of them. */
export interface SubjectRows {
  readonly identities: readonly z.output<typeof IdentityRow>[];
  readonly credentials: readonly z.output<typeof CredentialRow>[];
  readonly exposures: readonly z.output<typeof ExposureRow>[];
  readonly grants: readonly z.output<typeof GrantRow>[];
  readonly delegations: readonly z.output<typeof DelegationRow>[];
  readonly instances: readonly { readonly identity_id: string; readonly facts: Instance }[];
  readonly secretReferences: readonly {
    readonly identity_id: string;
    readonly facts: SecretReference;
  }[];
  readonly ownership: readonly z.output<typeof OwnershipRow>[];
}

/** The next identities after `afterId`, at most `limit`; null after the last. A few statements at a time. */
export async function readSubjects(
  db: Db,
  workspaceId: WorkspaceId,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<SubjectRows | null> {
  const identities = await db.many(
    IdentityRow,
    sql`select id, scope_id, facts from identity
        where workspace_id = ${workspaceId} and id > ${afterId} order by id limit ${limit}`,
  );
  const upTo = identities.at(-1)?.id;
  if (upTo === undefined) return null;
  // Ranges of ids, not lists of them: one walk along each index.
  const within = (column: string) => {
    const name = sql.identifier(column);
    return sql`workspace_id = ${workspaceId} and ${name} > ${afterId} and ${name} <= ${upTo}`;
  };
  const [credentials, grants, delegations] = await Promise.all([
    db.many(
      CredentialRow,
      sql`select id, identity_id, facts from credential where ${within('identity_id')}`,
    ),
    db.many(
      GrantRow,
      sql`select principal_id, entitlement_id, resource_id, facts from access_grant where ${within('principal_id')}`,
    ),
    db.many(
      DelegationRow,
      sql`select id, from_id, to_id, facts from delegation where ${within('from_id')}
          union
          select id, from_id, to_id, facts from delegation where ${within('to_id')}`,
    ),
  ]);
  const credentialIds = credentials.map(({ id }) => id);
  const [exposures, instances, secretReferences, ownership] = await Promise.all([
    db.many(
      ExposureRow,
      exposuresOf(workspaceId, { within: within('identity_id'), credentialIds }),
    ),
    db.many(
      owned<Instance>(),
      sql`select identity_id, facts from instance where ${within('identity_id')}`,
    ),
    db.many(
      owned<SecretReference>(),
      sql`select identity_id, facts from secret_reference where ${within('identity_id')}`,
    ),
    db.many(
      OwnershipRow,
      sql`select subject_id, facts from ownership where ${within('subject_id')}
          union all
          select o.subject_id, o.facts from unnest(${credentialIds}::text[]) as c(id)
          join ownership o on o.workspace_id = ${workspaceId} and o.subject_id = c.id`,
    ),
  ]);
  return {
    identities,
    credentials,
    exposures,
    grants,
    delegations,
    instances,
    secretReferences,
    ownership,
  };
}

function exposuresOf(
  workspaceId: WorkspaceId,
  { within, credentialIds }: { within: Sql; credentialIds: readonly string[] },
): Sql {
  return sql`select e.id, e.credential_id, e.identity_id, e.facts from unnest(${credentialIds}::text[]) as c(id)
             join exposure e on e.workspace_id = ${workspaceId} and e.credential_id = c.id
             union
             select id, credential_id, identity_id, facts from exposure where ${within}`;
}

/** Credentials and exposures that no known identity has, after the given ids, at most `limit` of each. */
export async function readOrphans(
  db: Db,
  workspaceId: WorkspaceId,
  {
    afterCredential,
    afterExposure,
    limit,
  }: { afterCredential: string; afterExposure: string; limit: number },
) {
  const [credentials, exposures] = await Promise.all([
    db.many(
      CredentialRow,
      sql`select c.id, c.identity_id, c.facts from credential c
          where c.workspace_id = ${workspaceId} and c.id > ${afterCredential}
            and not exists (select from identity i where i.workspace_id = c.workspace_id and i.id = c.identity_id)
          order by c.id limit ${limit}`,
    ),
    db.many(
      ExposureRow,
      sql`select e.id, e.credential_id, e.identity_id, e.facts from exposure e
          where e.workspace_id = ${workspaceId} and e.id > ${afterExposure}
            and not exists (select from identity i where i.workspace_id = e.workspace_id and i.id = e.identity_id)
            and not exists (select from credential c where c.workspace_id = e.workspace_id and c.id = e.credential_id)
          order by e.id limit ${limit}`,
    ),
  ]);
  const ofCredentials = await db.many(
    ExposureRow,
    sql`select id, credential_id, identity_id, facts from exposure
        where workspace_id = ${workspaceId} and credential_id = any(${credentials.map(({ id }) => id)})`,
  );
  return { credentials, exposures, ofCredentials };
}

/** Every entitlement by id, without its document. */
export async function readEntitlements(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<Map<string, Entitlement>> {
  const rows = await db.many(
    z.object({ id: z.string(), facts: facts<Entitlement>() }),
    sql`select id, facts - 'document' as facts from entitlement where workspace_id = ${workspaceId}`,
  );
  return new Map(rows.map((row) => [row.id, row.facts]));
}

/** The resources of the given ids. */
export async function readResources(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<Map<string, Resource>> {
  if (ids.length === 0) return new Map();
  const rows = await db.many(
    z.object({ id: z.string(), facts: facts<Resource>() }),
    sql`select id, facts from resource where workspace_id = ${workspaceId} and id = any(${ids})`,
  );
  return new Map(rows.map((row) => [row.id, row.facts]));
}

const LedgerRow = z.object({
  scope_id: z.string(),
  nouns: z.array(z.custom<Noun>()),
  complete: z.boolean(),
});

/** Whether each listing of each scope was read to its end. */
export function readLedger(db: Db, workspaceId: WorkspaceId) {
  return db.many(
    LedgerRow,
    sql`select scope_id, nouns, complete from scope_ledger where workspace_id = ${workspaceId}`,
  );
}
