import type { MattersRow, Overview } from '@nonhuman/api-contract';
import { type Severity, severities } from '@nonhuman/model';
import {
  countCoverage,
  countFindings,
  type FindingCount,
  type IdentityCell,
  type Leader,
  readFindingsByIds,
  readLastSyncs,
  readLeaders,
  readTopGaps,
  readTotals,
} from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';
import { findingAnswer } from './finding-answers.ts';
import { syncAnswer } from './syncs.ts';
import { cellsOf, whileUnchanged } from './while-unchanged.ts';

const leaders = 15;
/** What is less than medium matters first only where there is nothing worse. */
const mildLeaders = 3;
/** One check that fails everywhere must not crowd out the rest. */
const leadersOfOneCheck = 4;
const shownGaps = 10;
const shownSyncs = 10;

/** Totals, what matters first and what could not be seen. */
export async function overview(workings: Workings): Promise<Overview> {
  const make = () => takeOverview(workings);
  const kept = await whileUnchanged(workings, workings.overviews, { key: '', make });
  return { ...kept, at: workings.now().toISOString() };
}

async function takeOverview(workings: Workings): Promise<Overview> {
  const { db, workspaceId, now } = workings;
  const [cells, totals, findings, coverage, gaps, syncs, whatMatters] = await Promise.all([
    cellsOf(workings, { at: null, q: '' }),
    readTotals(db, workspaceId),
    countFindings(db, workspaceId),
    countCoverage(db, workspaceId),
    readTopGaps(db, workspaceId, shownGaps),
    readLastSyncs(db, workspaceId),
    mattersFirst(workings),
  ]);
  const sum = (counted: (cell: IdentityCell) => boolean) =>
    cells.reduce((total, cell) => total + (counted(cell) ? cell.count : 0), 0);
  const ofState = (state: FindingCount['state']) =>
    findings.filter((row) => row.state === state).reduce((total, { count }) => total + count, 0);
  return {
    at: now().toISOString(),
    evaluatedAt: totals.evaluatedAt,
    totals: {
      identities: sum(() => true),
      credentials: totals.credentials,
      exposures: totals.exposures,
      agents: sum(({ kind }) => kind === 'agent'),
      openFindings: ofState('open'),
      acceptedFindings: ofState('accepted'),
      withoutOwner: sum(({ owner }) => owner === 'none'),
      undecided: totals.undecided,
    },
    identitiesByKind: countsBy(cells, ({ kind }) => kind),
    identitiesByProvider: countsBy(cells, ({ provider }) => provider),
    identitiesBySeverity: [...severities, 'none' as const].map((key) => ({
      key,
      count: sum(({ severity }) => (severity ?? 'none') === key),
    })),
    openFindingsBySeverity: severityCounts(findings.filter(({ state }) => state === 'open')),
    whatMatters,
    unseen: {
      gaps: coverage.gaps,
      listingsNotComplete: coverage.partial + coverage.notRead,
      top: gaps,
    },
    lastSyncs: syncs.slice(0, shownSyncs).map(syncAnswer),
  };
}

/** How many of each, the most frequent first. */
function countsBy(cells: readonly IdentityCell[], key: (cell: IdentityCell) => string) {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(key(cell), (counts.get(key(cell)) ?? 0) + cell.count);
  return [...counts]
    .map(([name, count]) => ({ key: name, count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Findings by severity. */
export function severityCounts(
  findings: readonly { readonly severity: Severity; readonly count: number }[],
): Record<Severity, number> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, count } of findings) counts[severity] += count;
  return counts;
}

async function mattersFirst(workings: Workings): Promise<MattersRow[]> {
  const { db, workspaceId } = workings;
  const rows = foremost(await readLeaders(db, workspaceId, 4 * leaders));
  const ids = rows.map(({ findingId }) => findingId);
  const findings = await readFindingsByIds(db, workspaceId, ids);
  const byId = new Map(findings.map((finding) => [String(finding.id), finding]));
  return rows.flatMap((leader) => {
    const row = byId.get(leader.findingId);
    if (row === undefined) return [];
    const finding = findingAnswer(workings, row);
    const { identity, risk, openFindings } = leader;
    const { subject, nextAction } = finding;
    return [{ identity, subject, finding, nextAction, why: whyOf(leader), risk, openFindings }];
  });
}

/** The few to begin with: worst first, and no check more often than others can stand beside it. */
function foremost(rows: readonly Leader[]): Leader[] {
  const worse = rows.filter(({ severity }) => severity !== 'low' && severity !== 'info');
  if (worse.length === 0) return rows.slice(0, mildLeaders);
  const ofCheck = new Map<string, number>();
  const [few, more]: [Leader[], Leader[]] = [[], []];
  for (const row of worse) {
    const times = (ofCheck.get(row.checkId) ?? 0) + 1;
    ofCheck.set(row.checkId, times);
    (times <= leadersOfOneCheck ? few : more).push(row);
  }
  return [...few, ...more].slice(0, leaders);
}

const Factors = z.array(z.object({ id: z.string(), points: z.number(), because: z.string() }));

/** The heaviest reasons for the score, in a sentence. */
function whyOf({ factors, severity, openFindings }: Leader): string {
  const parsed = Factors.safeParse(factors);
  const heaviest = (parsed.success ? parsed.data : [])
    .filter(({ id, points }) => points > 0 && id !== 'findings')
    .toSorted((a, b) => b.points - a.points)
    .slice(0, 3)
    .map(({ because }) => because);
  if (heaviest.length > 0) return sentence(heaviest.join('; '));
  const more = openFindings > 1 ? ` and ${openFindings - 1} more` : '';
  return sentence(`an open ${severity} finding${more}`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
