import type { Truth } from '../truth.ts';
import { type NameIndex, written } from './names.ts';

/** An open finding of the product. */
export interface ToldFinding {
  readonly checkId: string;
  readonly subjectId: string;
  readonly because: string;
}

/** How one check did. */
export interface CheckScore {
  readonly checkId: string;
  readonly planted: number;
  readonly found: number;
  /** What should have failed and did not. */
  readonly missed: readonly string[];
  /** What failed and should not have, with the reason that was given. */
  readonly wrong: readonly string[];
  /** How many near misses were planted. */
  readonly close: number;
  /** Share of the planted that was found; 1 when nothing was planted. */
  readonly recall: number;
  /** Share of what was found that is right; 1 when nothing was found. */
  readonly precision: number;
}

/** Compares findings with what was planted, check by check, in the order of their ids. */
export function scoreChecks(
  truth: Truth,
  { index, findings }: { readonly index: NameIndex; readonly findings: readonly ToldFinding[] },
): CheckScore[] {
  const planted = subjectsBy(truth, ({ fails }) => fails);
  const close = subjectsBy(truth, ({ nearly }) => nearly);
  const open = subjectsBy(truth, (subject) => subject.open ?? []);
  const told = new Map<string, ToldFinding[]>();
  for (const finding of findings) {
    const known = told.get(finding.checkId);
    if (known === undefined) told.set(finding.checkId, [finding]);
    else known.push(finding);
  }
  const ids = [...new Set([...planted.keys(), ...close.keys(), ...told.keys()])].sort();
  return ids.map((checkId) => {
    const wanted = planted.get(checkId) ?? new Set<string>();
    const left = open.get(checkId) ?? new Set<string>();
    const met = new Set<string>();
    const wrong: string[] = [];
    for (const { subjectId, because } of told.get(checkId) ?? []) {
      const thing = index.thing(subjectId);
      const names = (thing?.names ?? []).map((name) => `${thing?.noun ?? ''} ${name}`);
      const hits = names.filter((name) => wanted.has(name));
      for (const hit of hits) met.add(hit);
      if (hits.length === 0 && !names.some((name) => left.has(name)))
        wrong.push(`${names[0] ?? subjectId}: ${because}`);
    }
    const missed = [...wanted].filter((name) => !met.has(name)).sort();
    const found = met.size;
    return {
      checkId,
      planted: wanted.size,
      found,
      missed,
      wrong: wrong.sort(),
      close: close.get(checkId)?.size ?? 0,
      recall: wanted.size === 0 ? 1 : found / wanted.size,
      precision: found + wrong.length === 0 ? 1 : found / (found + wrong.length),
    };
  });
}

function subjectsBy(
  { subjects }: Truth,
  checksOf: (subject: Truth['subjects'][number]) => readonly string[],
): Map<string, Set<string>> {
  const byCheck = new Map<string, Set<string>>();
  for (const subject of subjects) {
    for (const check of checksOf(subject)) {
      const known = byCheck.get(check) ?? new Set();
      byCheck.set(check, known.add(written(subject.subject)));
    }
  }
  return byCheck;
}
