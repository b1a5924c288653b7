import { type Severity, severities } from '@nonhuman/model';
import type { IdentityView } from '../subject.ts';
import { factorsOf, type RiskFactor } from './factors.ts';
import { findingWeights, maxFindingPoints, maxScore } from './weights.ts';

/** An open finding about the identity, one of its credentials or their exposures. */
export interface RiskFinding {
  readonly checkId: string;
  readonly severity: Severity;
  /** What would resolve it. */
  readonly nextAction: string;
}

/** How dangerous an identity is, with the sum that says so. */
export interface Risk {
  /** From 0 to 100: the points of the factors added up, cut off at 100. */
  readonly score: number;
  readonly factors: readonly RiskFactor[];
  /** What would lower the score, and by how much if done alone; the most effective first. */
  readonly wouldLower: readonly { readonly action: string; readonly points: number }[];
}

/**
 * Adds up the risk of an identity. Pure arithmetic over `riskWeights`: the same view and findings, in
 * any order, give the same answer, and a further finding never lowers it.
 */
export function riskOf(view: IdentityView, findings: readonly RiskFinding[], now: Date): Risk {
  const factors = factorsOf(view, now);
  factors.push(findingsFactor(findings));
  let total = 0;
  for (const { points } of factors) total += points;
  const score = Math.min(maxScore, total);
  return { score, factors, wouldLower: loweredBy(factors, findings, { total, score }) };
}

function findingsFactor(findings: readonly RiskFinding[]): RiskFactor {
  const sum = pointsOf(findings);
  const points = Math.min(maxFindingPoints, sum);
  return { id: 'findings', points, because: countsOf(findings, sum), action: null };
}

function pointsOf(findings: readonly RiskFinding[]): number {
  let sum = 0;
  for (const { severity } of findings) sum += findingWeights[severity];
  return sum;
}

function countsOf(findings: readonly RiskFinding[], sum: number): string {
  if (findings.length === 0) return 'it has no open finding';
  const counts = severities
    .map((severity) => [findings.filter((one) => one.severity === severity).length, severity])
    .filter(([count]) => count !== 0)
    .map(([count, severity]) => `${count} ${severity}`);
  const cut = sum > maxFindingPoints ? `, ${sum} points cut off at ${maxFindingPoints}` : '';
  return `open findings: ${counts.join(', ')}${cut}`;
}

function loweredBy(
  factors: readonly RiskFactor[],
  findings: readonly RiskFinding[],
  { total, score }: { total: number; score: number },
): Risk['wouldLower'] {
  const lowered: { action: string; points: number }[] = [];
  const add = (action: string, saved: number) => {
    const points = score - Math.min(maxScore, total - saved);
    if (points > 0) lowered.push({ action, points });
  };
  for (const { action, points } of factors) if (action !== null) add(action, points);

  const all = pointsOf(findings);
  const byAction = new Map<string, number>();
  for (const { nextAction, severity } of findings) {
    byAction.set(nextAction, (byAction.get(nextAction) ?? 0) + findingWeights[severity]);
  }
  for (const [action, sum] of byAction) {
    add(action, Math.min(maxFindingPoints, all) - Math.min(maxFindingPoints, all - sum));
  }
  return lowered.sort((a, b) => b.points - a.points || (a.action < b.action ? -1 : 1));
}
