import type { RawMatch } from './raw-match.ts';

const weight = { format: 2, context: 1, generic: 0 } as const;

/** Of overlapping matches, keeps the one that rests on more; sorted by start. */
export function strongest(matches: readonly RawMatch[]): RawMatch[] {
  const sorted = matches.toSorted((a, b) => a.start - b.start || compare(a, b));
  const kept: RawMatch[] = [];
  for (const match of sorted) {
    const last = kept.at(-1);
    if (last === undefined || match.start >= last.end) kept.push(match);
    else if (compare(match, last) < 0) kept[kept.length - 1] = match;
  }
  return kept;
}

/** Negative when `a` is the better of the two. */
function compare(a: RawMatch, b: RawMatch): number {
  return (
    weight[b.basis] - weight[a.basis] ||
    Number(b.checksum === 'valid') - Number(a.checksum === 'valid') ||
    Number(a.checksum === 'invalid') - Number(b.checksum === 'invalid') ||
    b.value.length - a.value.length ||
    (a.detectorId < b.detectorId ? -1 : 1)
  );
}
