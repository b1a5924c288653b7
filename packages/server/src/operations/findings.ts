import type { FindingDetail, FindingRow, RequestParts, Routes } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import {
  pageFindings,
  pageFindingsAt,
  readFinding,
  readFindingEvents,
  readFindingsOf,
  readTallies,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';
import { checkAnswer, findingAnswer } from './finding-answers.ts';
import { momentOf } from './moments.ts';

type Query = RequestParts<Routes['listFindings']>['query'];

/** Findings, filtered and ordered, a page at a time; now, or as they stood at a moment. */
export async function listFindings(
  workings: Workings,
  { owasp, asOf, sort: by, order = 'desc', limit, cursor, ...filter }: Query,
): Promise<{ items: FindingRow[]; nextCursor: string | null }> {
  const sort = `${by}:${order}`;
  const after = afterOf(cursor, { sort, kind: by === 'severity' ? 'integer' : 'time' });
  const check = owasp === undefined ? filter.check : checksOf(workings, owasp, filter.check);
  const request = { filter: { ...filter, check }, sort: by, order, limit, after };
  const at = momentOf(asOf);
  const page =
    at === null
      ? await pageFindings(workings.db, workings.workspaceId, request)
      : await pageFindingsAt(workings.db, workings.workspaceId, { ...request, at });
  return pageAnswer(page, sort, (row) => findingAnswer(workings, row));
}

/** The ids of the checks of some OWASP categories, among the given ones if there are any. */
function checksOf(
  { checks }: Pick<Workings, 'checks'>,
  owasp: readonly string[],
  among: readonly string[] | undefined,
): string[] {
  const controls = new Set(owasp.map((category) => `owasp-nhi-2025:${category}`));
  return checks
    .filter((check) => check.controls.some((control) => controls.has(control)))
    .map(({ id }) => id)
    .filter((id) => among === undefined || among.includes(id));
}

const alsoOpenShown = 20;

/** One finding with its evidence, its history and how to fix it. Throws `NOT_FOUND`. */
export async function showFinding(workings: Workings, id: string): Promise<FindingDetail> {
  const { db, workspaceId, checks } = workings;
  const row = await readFinding(db, workspaceId, id);
  if (row === null) throw new NhiError('NOT_FOUND', { hint: 'No finding has this id.' });
  const check = checks.find((one) => one.id === row.checkId);
  const [events, tallies, siblings] = await Promise.all([
    readFindingEvents(db, workspaceId, id),
    readTallies(db, workspaceId, row.checkId),
    row.identity === null
      ? []
      : readFindingsOf(db, workspaceId, { identityId: row.identity.id, limit: alsoOpenShown + 1 }),
  ]);
  const { acceptedUntil, acceptedReason, riskOwner, evidence } = row;
  return {
    ...findingAnswer(workings, row),
    evidence,
    acceptance:
      row.state === 'accepted' && acceptedUntil !== null
        ? { until: acceptedUntil, reason: acceptedReason ?? '', riskOwner: riskOwner ?? '' }
        : null,
    events,
    check: check ? checkAnswer(workings, check, tallies) : null,
    alsoOpen: siblings
      .filter((sibling) => sibling.id !== row.id && sibling.state === 'open')
      .slice(0, alsoOpenShown)
      .map((sibling) => findingAnswer(workings, sibling)),
  };
}
