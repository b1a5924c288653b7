import type { Exposure, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { told } from '../queries/row-shapes.ts';
import { linkRelations, linkVerdicts } from './write-links.ts';

const LinkedExposure = z.object({
  credentialId: z.string(),
  linkId: z.string(),
  rule: z.string(),
  confidence: z.number(),
  id: z.string(),
  facts: told<Exposure>(),
});
/** An exposure of a credential, told of another row of the same credential. */
export type LinkedExposureRow = z.infer<typeof LinkedExposure>;

const SubjectLink = z.object({
  subjectId: z.string(),
  id: z.string(),
  rule: z.string(),
  relation: z.enum(linkRelations),
  verdict: z.enum(linkVerdicts),
  confidence: z.number(),
  outward: z.boolean(),
  otherNoun: z.string(),
  otherId: z.string(),
  because: z.string(),
});
/** One link of an identity or credential, as seen from it. */
export type SubjectLinkRow = z.infer<typeof SubjectLink>;

/** Links of identities and credentials, and what these bring, for the rows of one batch. */
export interface SubjectLinks {
  readonly exposures: readonly LinkedExposureRow[];
  readonly links: readonly SubjectLinkRow[];
}

/** Which rows an evaluation looks at: identities by a range of ids, and their credentials. */
export interface LinkedSubjects {
  readonly afterId: string;
  readonly upTo: string;
  readonly credentialIds: readonly string[];
  /** How sure a link must be to bring exposures over it. */
  readonly surely: number;
}

/** The links of a batch of identities and their credentials. */
export async function readSubjectLinks(
  db: Db,
  workspaceId: WorkspaceId,
  { afterId, upTo, credentialIds, surely }: LinkedSubjects,
): Promise<SubjectLinks> {
  const now = sql`l.workspace_id = ${workspaceId} and l.ended_at is null`;
  const seen = sql`l.id, l.rule, l.relation, l.verdict, l.confidence::float8 as confidence`;
  const onward = sql`true as outward, l.to_noun as "otherNoun", l.to_id as "otherId", l.because`;
  const backward = sql`false as outward, l.from_noun as "otherNoun", l.from_id as "otherId", l.because`;
  const [links, exposures] = await Promise.all([
    db.many(
      SubjectLink,
      sql`select l.from_id as "subjectId", ${seen}, ${onward} from link l
            where ${now} and l.from_id > ${afterId} and l.from_id <= ${upTo} and l.from_noun = 'identity'
          union all
          select l.to_id, ${seen}, ${backward} from link l
            where ${now} and l.to_id > ${afterId} and l.to_id <= ${upTo} and l.to_noun = 'identity'
          union all
          select l.from_id, ${seen}, ${onward} from link l where ${now} and l.from_id = any(${credentialIds}::text[])
          union all
          select l.to_id, ${seen}, ${backward} from link l where ${now} and l.to_id = any(${credentialIds}::text[])`,
    ),
    db.many(LinkedExposure, exposuresOver(workspaceId, { credentialIds, surely })),
  ]);
  return { links, exposures };
}

/** Of each of these identities, the other rows of the same identity; `surely`: how sure a link must be. */
export function readSameIdentities(
  db: Db,
  workspaceId: WorkspaceId,
  { ids, surely }: { readonly ids: readonly string[]; readonly surely: number },
) {
  if (ids.length === 0) return Promise.resolve([]);
  const same = sql`l.workspace_id = ${workspaceId} and l.ended_at is null and l.relation = 'same'
    and l.verdict = 'matched' and l.confidence >= ${surely}::real
    and l.from_noun = 'identity' and l.to_noun = 'identity'`;
  return db.many(
    z.object({ id: z.string(), otherId: z.string() }),
    sql`select l.from_id as id, l.to_id as "otherId" from link l
          where ${same} and l.from_id = any(${ids}::text[])
        union
        select l.to_id, l.from_id from link l where ${same} and l.to_id = any(${ids}::text[])
        order by 1, 2`,
  );
}

/** Exposures of the other rows of the same credential, each once. */
function exposuresOver(
  workspaceId: WorkspaceId,
  { credentialIds, surely }: Pick<LinkedSubjects, 'credentialIds' | 'surely'>,
) {
  const same = sql`l.workspace_id = ${workspaceId} and l.ended_at is null and l.relation = 'same'
    and l.verdict = 'matched' and l.confidence >= ${surely}::real`;
  return sql`
    select o.here as "credentialId", o.id as "linkId", o.rule, o.confidence::float8 as confidence,
      e.id, e.facts
    from (
      select l.id, l.rule, l.confidence, l.from_id as here, l.to_id as there from link l
        where ${same} and l.from_id = any(${credentialIds}::text[])
      union all
      select l.id, l.rule, l.confidence, l.to_id, l.from_id from link l
        where ${same} and l.to_id = any(${credentialIds}::text[])) o
    join exposure e on e.workspace_id = ${workspaceId} and e.credential_id = o.there
    union all
    select l.to_id, l.id, l.rule, l.confidence::float8, e.id, e.facts from link l
    join exposure e on e.workspace_id = ${workspaceId} and e.id = l.from_id
    where l.workspace_id = ${workspaceId} and l.ended_at is null and l.relation = 'exposes'
      and l.verdict = 'matched' and l.confidence >= ${surely}::real and l.to_id = any(${credentialIds}::text[])`;
}
