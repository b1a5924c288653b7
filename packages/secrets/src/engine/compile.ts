import type { Neighbour, SecretDetector } from '../detector.ts';
import { buildKeywordFilter, type KeywordFilter } from './keyword-filter.ts';

/** A detector with its expressions built once. */
export interface CompiledDetector {
  readonly detector: SecretDetector;
  /** Sticky, with indices. */
  readonly pattern: RegExp;
  readonly secretGroup: number;
  readonly keywordAt: readonly [number, number];
  readonly longest: number;
  /** Units that may not follow the secret. */
  readonly notFollowedBy: string;
  readonly nearby: readonly (Neighbour & { readonly expression: RegExp })[];
  readonly onlyIn: RegExp | null;
}

/** A detector set ready to scan with. */
export interface CompiledSet {
  readonly detectors: readonly CompiledDetector[];
  readonly filter: KeywordFilter;
}

const compiledSets = new WeakMap<readonly SecretDetector[], CompiledSet>();

/** Compiles a detector set, once for each array. */
export function compiledSet(detectors: readonly SecretDetector[]): CompiledSet {
  const known = compiledSets.get(detectors);
  if (known !== undefined) return known;
  const made = {
    detectors: detectors.map(compiled),
    filter: buildKeywordFilter(
      detectors.flatMap(({ keywords, keywordCase }, owner) =>
        keywords.map((text) => ({ text, ignoreCase: keywordCase === 'any', owner })),
      ),
    ),
  };
  compiledSets.set(detectors, made);
  return made;
}

function compiled(detector: SecretDetector): CompiledDetector {
  const { pattern, onlyIn } = detector;
  return {
    detector,
    pattern: new RegExp(pattern, 'dy'),
    secretGroup: detector.secretGroup ?? 0,
    keywordAt: detector.keywordAt ?? [0, 0],
    longest: detector.longest ?? 2_000,
    notFollowedBy: detector.notFollowedBy ?? '',
    nearby: (detector.nearby ?? []).map((neighbour) => ({
      ...neighbour,
      expression: new RegExp(neighbour.pattern, 'g'),
    })),
    onlyIn: onlyIn === undefined ? null : new RegExp(onlyIn),
  };
}
