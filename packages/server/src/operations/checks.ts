import type { CheckDetail, CheckRow, CheckRuleProblem } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { countFindings, readTallies } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { checkAnswer, headOf, tallyOf } from './finding-answers.ts';
import { severityCounts } from './overview.ts';

/** Every posture check with what it found, and what is wrong with rules of the user's. */
export async function listChecks({
  db,
  workspaceId,
  checks,
  ruleProblems,
}: Workings): Promise<{ items: CheckRow[]; ruleProblems: CheckRuleProblem[] }> {
  const [findings, tallies] = await Promise.all([
    countFindings(db, workspaceId),
    readTallies(db, workspaceId, null),
  ]);
  const items = checks.map((check) => {
    const mine = findings.filter(({ checkId }) => checkId === check.id);
    const open = mine.filter(({ state }) => state === 'open');
    const accepted = mine.filter(({ state }) => state === 'accepted');
    const total = (rows: typeof mine) => rows.reduce((sum, { count }) => sum + count, 0);
    return {
      ...headOf(check),
      openFindings: total(open),
      acceptedFindings: total(accepted),
      openBySeverity: severityCounts(open),
      tally: tallyOf(tallies.filter(({ checkId }) => checkId === check.id)),
    };
  });
  return { items, ruleProblems: [...ruleProblems] };
}

/** One posture check with its documentation. Throws `NOT_FOUND`. */
export async function showCheck(workings: Workings, checkId: string): Promise<CheckDetail> {
  const check = workings.checks.find(({ id }) => id === checkId);
  if (!check) throw new NhiError('NOT_FOUND', { hint: 'No check has this id.' });
  return checkAnswer(
    workings,
    check,
    await readTallies(workings.db, workings.workspaceId, checkId),
  );
}
