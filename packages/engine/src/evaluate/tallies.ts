import type { AnyCheck, Outcome } from '@nonhuman/checks';
import type { TallyRow } from '@nonhuman/store';

/** Counts outcomes by check; for unknown ones also by reason, numbers in it left out. */
export interface Tallies {
  add(check: AnyCheck, outcome: Outcome): void;
  rows(): TallyRow[];
}

/** Reasons of one check that are counted apart; further ones are summed up. */
const maxReasons = 20;
/** Reasons, with their numbers, of which it is remembered where they are counted. */
const maxSpellings = 500;

interface Line {
  readonly outcome: TallyRow['outcome'];
  readonly because: string;
  subjects: number;
}

interface OfCheck {
  readonly lines: Map<string, Line>;
  readonly spellings: Map<string, Line>;
}

export function tallies(): Tallies {
  const counts = new Map<string, OfCheck>();
  return {
    add(check, outcome) {
      let ofCheck = counts.get(check.id);
      if (ofCheck === undefined) {
        counts.set(check.id, (ofCheck = { lines: new Map(), spellings: new Map() }));
      }
      const line =
        outcome.result === 'unknown'
          ? lineOfReason(ofCheck, outcome.because)
          : lineOf(ofCheck, outcome.result, '');
      line.subjects += 1;
    },
    rows: () =>
      [...counts].flatMap(([checkId, { lines }]) =>
        [...lines.values()].map((line) => ({ checkId, ...line })),
      ),
  };
}

function lineOfReason(ofCheck: OfCheck, because: string): Line {
  const known = ofCheck.spellings.get(because);
  if (known !== undefined) return known;
  const line = lineOf(ofCheck, 'unknown', because.replaceAll(/\d+/g, '#'));
  if (ofCheck.spellings.size < maxSpellings) ofCheck.spellings.set(because, line);
  return line;
}

function lineOf({ lines }: OfCheck, outcome: Line['outcome'], because: string): Line {
  let key = because === '' ? outcome : `${outcome}:${because}`;
  let line = lines.get(key);
  if (line !== undefined) return line;
  let reason = because;
  if (outcome === 'unknown' && lines.size >= maxReasons) {
    reason = 'other reasons';
    key = `unknown:${reason}`;
    line = lines.get(key);
  }
  if (line === undefined) lines.set(key, (line = { outcome, because: reason, subjects: 0 }));
  return line;
}
