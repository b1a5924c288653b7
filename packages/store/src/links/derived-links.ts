import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

const Derived = z.object({
  fromId: z.string(),
  fromName: z.string(),
  fromNativeType: z.string(),
  fromKey: z.string(),
  toId: z.string(),
  toName: z.string(),
  toNativeType: z.string(),
  linkId: z.string(),
  rule: z.string(),
  because: z.string(),
  confidence: z.number(),
  fromCredentialId: z.string(),
  toCredentialId: z.string(),
  publicId: z.string().nullable(),
});
/** Two identities that a link of their credentials joins. */
export type DerivedPair = z.infer<typeof Derived>;

const batch = 1_000;

/** Links of credentials that are one, from either end. */
const either = (workspaceId: WorkspaceId) => sql`
  select l.id, l.rule, l.because, l.confidence, l.from_id as one, l.to_id as other from link l
  where l.workspace_id = ${workspaceId} and l.ended_at is null and l.relation = 'same' and l.verdict = 'matched'
    and l.from_noun = 'credential' and l.to_noun = 'credential'
  union all
  select l.id, l.rule, l.because, l.confidence, l.to_id, l.from_id from link l
  where l.workspace_id = ${workspaceId} and l.ended_at is null and l.relation = 'same' and l.verdict = 'matched'
    and l.from_noun = 'credential' and l.to_noun = 'credential'`;

const columns = sql`f.id as "fromId", f.name as "fromName", f.native_type as "fromNativeType", f.key as "fromKey",
  t.id as "toId", t.name as "toName", t.native_type as "toNativeType",
  l.id as "linkId", l.rule, l.because, l.confidence::float8 as confidence,
  l.one as "fromCredentialId", l.other as "toCredentialId", o.public_id as "publicId"`;

/** The holders of two rows of one credential, where the first was made up from the credential alone. */
export function streamHolders(
  db: Db,
  workspaceId: WorkspaceId,
): AsyncGenerator<DerivedPair, void, undefined> {
  return db.stream(
    Derived,
    sql`select distinct on (f.id, t.id) ${columns} from (${either(workspaceId)}) l
        join credential c on c.workspace_id = ${workspaceId} and c.id = l.one
        join credential o on o.workspace_id = ${workspaceId} and o.id = l.other
        join identity f on f.workspace_id = ${workspaceId} and f.id = c.identity_id
        join identity t on t.workspace_id = ${workspaceId} and t.id = o.identity_id
        where f.id <> t.id and f.key like '%:holder-of:%' and t.key not like '%:holder-of:%'
        order by f.id, t.id, l.confidence desc, l.id`,
    batch,
  );
}

/** Who is handed a credential, and whose it is, where another connector tells the latter. */
export function streamOpened(
  db: Db,
  workspaceId: WorkspaceId,
): AsyncGenerator<DerivedPair, void, undefined> {
  return db.stream(
    Derived,
    sql`select distinct on (f.id, t.id) ${columns} from (${either(workspaceId)}) l
        join delegation d on d.workspace_id = ${workspaceId} and d.to_id = l.one
          and d.kind = 'holds-credential' and d.to_type = 'credential'
        join credential o on o.workspace_id = ${workspaceId} and o.id = l.other
        join identity f on f.workspace_id = ${workspaceId} and f.id = d.from_id
        join identity t on t.workspace_id = ${workspaceId} and t.id = o.identity_id
        where f.id <> t.id and t.key not like '%:holder-of:%'
        order by f.id, t.id, l.confidence desc, l.id`,
    batch,
  );
}
