import { type CheckOutcome, severityOf } from '@nonhuman/checks';
import type { WorkspaceId } from '@nonhuman/model';
import { stableId } from '@nonhuman/runtime';
import type { KnownFinding } from '@nonhuman/store';
import type { Verdict } from './compare.ts';

/** Ids of known findings, by subject and check. */
export type KnownIds = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What verdicts are about. */
export interface Concern {
  readonly workspaceId: WorkspaceId;
  /** Null when the subjects belong to no known identity. */
  readonly identityId: string | null;
  readonly knownIds: KnownIds;
}

/** The ids of these findings. */
export function knownIdsOf(known: Iterable<KnownFinding>): KnownIds {
  const ids = new Map<string, Map<string, string>>();
  for (const { id, subject_id: subjectId, check_id: checkId } of known) {
    const ofSubject = ids.get(subjectId);
    if (ofSubject === undefined) ids.set(subjectId, new Map([[checkId, id]]));
    else ofSubject.set(checkId, id);
  }
  return ids;
}

/**
 * The verdict of an outcome that may open or keep a finding, else null: what cannot be told opens
 * none. A finding's id follows from workspace, check and subject.
 */
export function verdictOf(
  { workspaceId, identityId, knownIds }: Concern,
  { check, subjectKind, subjectId, outcome }: CheckOutcome,
): Verdict | null {
  if (outcome.result !== 'fail' && outcome.result !== 'unknown') return null;
  const knownId = knownIds.get(subjectId)?.get(check.id);
  if (knownId === undefined && outcome.result === 'unknown') return null;
  return {
    id: knownId ?? stableId('fnd', workspaceId, check.id, subjectId),
    checkId: check.id,
    subjectType: subjectKind,
    subjectId,
    identityId,
    severity: outcome.result === 'fail' ? severityOf(check, outcome) : check.severity,
    because: outcome.because,
    evidence: outcome.result === 'fail' ? outcome.evidence : {},
    result: outcome.result,
  };
}
