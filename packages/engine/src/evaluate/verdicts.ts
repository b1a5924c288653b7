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

/** So many letters of an id come from the identity: those of one stand side by side in every index. */
const shared = 6;

function findingId(near: string, parts: readonly string[]): string {
  const id = stableId('fnd', ...parts);
  const start = 'fnd_'.length;
  return id.slice(0, start) + near.slice(start, start + shared) + id.slice(start + shared);
}

/**
 * The verdict of an outcome that may open or keep a finding, else null: what cannot be told opens
 * none. A finding keeps its id as long as it is known; a new
 * one's follows from workspace, check, subject and the identity that has it.
 */
export function verdictOf(
  { workspaceId, identityId, knownIds }: Concern,
  { check, subjectKind, subjectId, outcome }: CheckOutcome,
): Verdict | null {
  if (outcome.result !== 'fail' && outcome.result !== 'unknown') return null;
  const knownId = knownIds.get(subjectId)?.get(check.id);
  if (knownId === undefined && outcome.result === 'unknown') return null;
  return {
    id: knownId ?? findingId(identityId ?? subjectId, [workspaceId, check.id, subjectId]),
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
