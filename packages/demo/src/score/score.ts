import type { Truth } from '../truth.ts';
import { indexOf, type ToldThing } from './names.ts';
import { type CheckScore, scoreChecks, type ToldFinding } from './score-checks.ts';
import { type LinkScores, scoreLinks, type ToldLink } from './score-links.ts';
import { type OwnerScore, scoreOwners, type ToldOwners } from './score-owners.ts';

/** All that the product told of a company. */
export interface Told {
  readonly things: Iterable<ToldThing>;
  readonly findings: readonly ToldFinding[];
  readonly owners: ToldOwners;
  readonly links: readonly ToldLink[];
}

/** How the product did. */
export interface Score {
  readonly checks: readonly CheckScore[];
  readonly owners: OwnerScore;
  readonly links: LinkScores;
  /** Subjects of the truth that the inventory lacks. */
  readonly absent: readonly string[];
}

/** What a score must reach. */
const least = { check: 0.98, links: 0.97, top1: 0.85, top3: 0.95 } as const;

/** Compares what was told with the truth. */
export function scoreOf(truth: Truth, told: Told): Score {
  const index = indexOf(told.things);
  return {
    checks: scoreChecks(truth, { index, findings: told.findings }),
    owners: scoreOwners(truth, { index, owners: told.owners }),
    links: scoreLinks(truth, { index, links: told.links }),
    absent: truth.subjects
      .filter(({ subject }) => index.thingsNamed(subject).length === 0)
      .map(({ subject }) => `${subject.noun} ${subject.name}`),
  };
}

/** What is below what it must reach; empty when all is well. */
export function shortfalls({ checks, owners, links }: Score): string[] {
  const all = links.kinds.find(({ kind }) => kind === 'all');
  return [
    ...checks
      .filter(({ recall }) => recall < least.check)
      .map(({ checkId }) => `recall of ${checkId}`),
    ...checks
      .filter(({ precision }) => precision < least.check)
      .map(({ checkId }) => `precision of ${checkId}`),
    ...(owners.top1 < least.top1 ? ['first owner'] : []),
    ...(owners.top3 < least.top3 ? ['first three owners'] : []),
    ...((all?.recall ?? 1) < least.links ? ['recall of links'] : []),
    ...(links.precision < least.links ? ['precision of links'] : []),
  ];
}
