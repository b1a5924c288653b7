import type { AcceptRequest, FindingDetail } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { acceptFindings, reopenFindings } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { showFinding } from './findings.ts';
import { momentOf } from './moments.ts';

const maxAcceptanceMs = 2 * 366 * 86_400_000;

/** Accepts the risk of findings, all or none; gives their number. Throws `NOT_FOUND` or `STATE_CONFLICT`. */
export function acceptAll(
  { db, workspaceId, now }: Workings,
  {
    findingIds,
    actor,
    ...terms
  }: AcceptRequest & { readonly findingIds: readonly string[]; readonly actor: string },
): Promise<number> {
  const at = now();
  const until = momentOf(terms.until) ?? at;
  if (until <= at || until.getTime() > at.getTime() + maxAcceptanceMs) {
    throw new NhiError('REQUEST_INVALID', {
      hint: 'A risk is accepted until a day that lies ahead, at most two years.',
    });
  }
  const acceptance = { until, reason: terms.reason, riskOwner: terms.riskOwner, actor };
  const unique = [...new Set(findingIds)];
  return acceptFindings(db, workspaceId, { findingIds: unique, acceptance, at });
}

/** Accepts the risk of one finding. */
export async function acceptFinding(
  workings: Workings,
  { findingId, ...rest }: AcceptRequest & { readonly findingId: string; readonly actor: string },
): Promise<FindingDetail> {
  await acceptAll(workings, { ...rest, findingIds: [findingId] });
  return showFinding(workings, findingId);
}

/** Takes back the acceptance of a finding. Throws `NOT_FOUND` or `STATE_CONFLICT`. */
export async function reopenFinding(
  workings: Workings,
  {
    findingId,
    reason,
    actor,
  }: { readonly findingId: string; readonly reason: string; readonly actor: string },
): Promise<FindingDetail> {
  const { db, workspaceId, now } = workings;
  await reopenFindings(db, workspaceId, { findingIds: [findingId], reason, actor, at: now() });
  return showFinding(workings, findingId);
}
