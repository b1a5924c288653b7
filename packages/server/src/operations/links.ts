import type { Link, LinkRule, RequestParts, Routes } from '@nonhuman/api-contract';
import { linkRules } from '@nonhuman/engine';
import {
  countLinks,
  type LinkListRow,
  pageLinks,
  readCredentialRows,
  readLinksOf,
} from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';

const sort = 'rule:asc';
/** Links of one identity or credential, at most. */
const most = 200;
/** Credentials of one identity whose links are read, at most. */
const mostCredentials = 500;

const Evidence = z.record(z.string(), z.json());

function linkAnswer(row: LinkListRow): Link {
  return { ...row, evidence: Evidence.parse(row.evidence) };
}

/** The links of an identity and its credentials, now or as of a moment, the surest first. */
export async function identityLinks(
  workings: Workings,
  { id, at }: { readonly id: string; readonly at: Date | null },
) {
  const { db, workspaceId } = workings;
  const credentials = await readCredentialRows(db, workspaceId, {
    ids: [],
    ofIdentities: [id],
    limit: mostCredentials,
  });
  return linksOf(workings, { ids: [id, ...credentials.map((row) => row.id)], at });
}

/** The links of some rows, now or as of a moment, the surest first. */
export async function linksOf(
  { db, workspaceId }: Workings,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date | null },
) {
  const rows = await readLinksOf(db, workspaceId, { ids, at, limit: most + 1 });
  return { items: rows.slice(0, most).map(linkAnswer), truncated: rows.length > most };
}

/** All links that hold now, by rule. */
export async function listLinks(
  { db, workspaceId }: Workings,
  { limit, cursor, ...filter }: RequestParts<Routes['listLinks']>['query'],
) {
  const after = afterOf(cursor, { sort, kind: 'text' });
  return pageAnswer(await pageLinks(db, workspaceId, { filter, after, limit }), sort, linkAnswer);
}

/** The rules, and how many links each tells. */
export async function listLinkRules({ db, workspaceId }: Workings): Promise<{ items: LinkRule[] }> {
  const counts = await countLinks(db, workspaceId);
  const items = linkRules.map(({ id, title, joins, why, relation }) => {
    const links = { matched: 0, 'not-matched': 0, 'cannot-tell': 0 };
    for (const { rule, verdict, count } of counts) if (rule === id) links[verdict] = count;
    return { id, title, joins, why, relation, links };
  });
  return { items };
}
