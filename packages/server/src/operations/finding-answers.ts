import type { CheckDetail, FindingRow, Tally } from '@nonhuman/api-contract';
import type { AnyCheck } from '@nonhuman/checks';
import type { CheckTally, FindingListRow } from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';

/** A finding with what its check says of it. A check that this program no longer has leaves its id. */
export function findingAnswer(
  { checks }: Pick<Workings, 'checks'>,
  row: FindingListRow,
): FindingRow {
  const check = checks.find(({ id }) => id === row.checkId);
  return {
    ...row,
    title: check?.title ?? row.checkId,
    nextAction: check?.nextAction ?? '',
    controls: [...(check?.controls ?? [])],
  };
}

const Params = z.record(z.string(), z.json());

/** A check with its documentation and the limits in force. */
export function checkAnswer(
  { checkDoc, checkSettings }: Pick<Workings, 'checkDoc' | 'checkSettings'>,
  check: AnyCheck,
  tallies: readonly CheckTally[],
): CheckDetail {
  const given = check.params.safeParse(checkSettings[check.id] ?? {});
  const inForce = given.success ? given.data : check.params.parse({});
  return {
    ...headOf(check),
    tally: tallyOf(tallies.filter(({ checkId }) => checkId === check.id)),
    params: Params.parse(inForce),
    cannotTell: tallies
      .filter(({ checkId, outcome }) => checkId === check.id && outcome === 'unknown')
      .slice(0, 50)
      .map(({ because, subjects }) => ({ because, subjects })),
    doc: checkDoc(check.id),
  };
}

/** What lists and pages of a check have in common. */
export function headOf({
  id,
  title,
  severity,
  subject,
  controls,
  nextAction,
  isUserRule = false,
}: AnyCheck) {
  return { id, title, severity, subject, controls: [...controls], nextAction, isUserRule };
}

/** The tallies of one check summed up; null when it has none. */
export function tallyOf(rows: readonly CheckTally[]): Tally | null {
  if (rows.length === 0) return null;
  const of = (outcome: CheckTally['outcome']) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, { subjects }) => sum + subjects, 0);
  return {
    pass: of('pass'),
    fail: of('fail'),
    notApplicable: of('not-applicable'),
    unknown: of('unknown'),
  };
}
