import type { FindingEvent, FindingRow, KnownFinding } from '@nonhuman/store';

/** What a check said of one subject, when it failed or could not tell. */
export type Verdict = Omit<FindingRow, 'state' | 'undecided'> & {
  readonly result: 'fail' | 'unknown';
};

/** What is to be written, and what each open finding is now. */
export interface Comparison {
  /** Findings that were not there before; that they were opened is told by themselves. */
  readonly added: readonly FindingRow[];
  /** Findings that were, and are to be written anew. */
  readonly changed: readonly FindingRow[];
  readonly events: readonly FindingEvent[];
}

const actor = 'evaluation';

/**
 * What an evaluation changes.
 *
 * A failure opens a finding, or reopens a resolved one; an acceptance holds until its date. What
 * cannot be told leaves a finding as it was, marked undecided. Everything else known about these
 * subjects is resolved.
 */
export function compare(
  known: ReadonlyMap<string, KnownFinding>,
  verdicts: readonly Verdict[],
  now: Date,
): Comparison {
  const added: FindingRow[] = [];
  const changed: FindingRow[] = [];
  const events: FindingEvent[] = [];
  const judged = new Set<string>();
  for (const verdict of verdicts) {
    const before = known.get(verdict.id);
    judged.add(verdict.id);
    if (verdict.result === 'unknown') {
      if (before && before.state !== 'resolved' && !before.undecided)
        changed.push({ ...rowOf(before, verdict), undecided: true });
      continue;
    }
    const { row, happened } = before === undefined ? opened(verdict) : failed(before, verdict, now);
    if (row) (before === undefined ? added : changed).push(row);
    events.push(...happened);
  }
  for (const finding of known.values()) {
    if (judged.has(finding.id) || finding.state === 'resolved') continue;
    changed.push({ ...rowOf(finding), state: 'resolved', undecided: false });
    events.push({
      findingId: finding.id,
      kind: 'resolved',
      actor,
      details: { because: 'it no longer fails' },
    });
  }
  return { added, changed, events };
}

function opened(verdict: Verdict) {
  return { row: rowOfFailure(verdict, 'open'), happened: [] };
}

function failed(
  before: KnownFinding,
  verdict: Verdict,
  now: Date,
): { readonly row: FindingRow | null; readonly happened: readonly FindingEvent[] } {
  const { id: findingId, because, severity } = verdict;
  if (before.state === 'resolved') {
    const details = { because, severity, from: before.severity };
    const event: FindingEvent = { findingId, kind: 'reopened', actor, details };
    return { row: rowOfFailure(verdict, 'open'), happened: [event] };
  }
  const hasEnded =
    before.state === 'accepted' && (before.accepted_until === null || before.accepted_until <= now);
  if (!hasEnded && isSame(before, verdict)) return unchanged;
  const happened: FindingEvent[] = [];
  const say = (kind: FindingEvent['kind'], details: FindingEvent['details']) =>
    happened.push({ findingId, kind, actor, details });
  if (hasEnded) say('acceptance-ended', { because: 'its date has passed' });
  if (before.severity !== severity) {
    say('severity-changed', { from: before.severity, to: severity });
  }
  return { row: rowOfFailure(verdict, hasEnded ? 'open' : before.state), happened };
}

const unchanged = { row: null, happened: [] } as const;

function rowOfFailure(verdict: Verdict, state: FindingRow['state']): FindingRow {
  return {
    id: verdict.id,
    checkId: verdict.checkId,
    subjectType: verdict.subjectType,
    subjectId: verdict.subjectId,
    identityId: verdict.identityId,
    severity: verdict.severity,
    state,
    undecided: false,
    because: verdict.because,
    evidence: verdict.evidence,
  };
}

function isSame(before: KnownFinding, row: Verdict): boolean {
  return (
    !before.undecided &&
    before.severity === row.severity &&
    before.because === row.because &&
    before.identity_id === row.identityId &&
    sameEvidence(before.evidence, row.evidence)
  );
}

function sameEvidence(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]),
    )
  );
}

function rowOf(finding: KnownFinding, verdict?: Verdict): FindingRow {
  return {
    id: finding.id,
    checkId: finding.check_id,
    subjectType: verdict?.subjectType ?? subjectTypeOf(finding.subject_id),
    subjectId: finding.subject_id,
    identityId: finding.identity_id,
    severity: finding.severity,
    state: finding.state,
    undecided: finding.undecided,
    because: finding.because,
    evidence: finding.evidence,
  };
}

function subjectTypeOf(id: string): FindingRow['subjectType'] {
  if (id.startsWith('crd_')) return 'credential';
  return id.startsWith('exp_') ? 'exposure' : 'identity';
}
