import { type CheckOutcome, severityOf } from '@nonhuman/checks';
import type { WorkspaceId } from '@nonhuman/model';
import { stableId } from '@nonhuman/runtime';
import type { Verdict } from './compare.ts';

/** The outcomes that may open or keep a finding. A finding's id follows from workspace, check and subject. */
export function verdictsOf(
  workspaceId: WorkspaceId,
  outcomes: readonly CheckOutcome[],
  identityId: string | null,
): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const { check, subjectKind, subjectId, outcome } of outcomes) {
    if (outcome.result !== 'fail' && outcome.result !== 'unknown') continue;
    verdicts.push({
      id: stableId('fnd', workspaceId, check.id, subjectId),
      checkId: check.id,
      subjectType: subjectKind,
      subjectId,
      identityId,
      severity: outcome.result === 'fail' ? severityOf(check, outcome) : check.severity,
      because: outcome.because,
      evidence: outcome.result === 'fail' ? outcome.evidence : {},
      result: outcome.result,
    });
  }
  return verdicts;
}
