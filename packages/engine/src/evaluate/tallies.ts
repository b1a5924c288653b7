import type { CheckOutcome } from '@nonhuman/checks';
import type { TallyRow } from '@nonhuman/store';

/** Counts outcomes by check; for unknown ones also by reason, numbers in it left out. */
export interface Tallies {
  add(outcomes: readonly CheckOutcome[]): void;
  rows(): TallyRow[];
}

/** Reasons of one check that are counted apart; further ones are summed up. */
const maxReasons = 20;

export function tallies(): Tallies {
  const counts = new Map<
    string,
    Map<string, { outcome: TallyRow['outcome']; because: string; subjects: number }>
  >();
  return {
    add(outcomes) {
      for (const { check, outcome } of outcomes) {
        let ofCheck = counts.get(check.id);
        if (ofCheck === undefined) counts.set(check.id, (ofCheck = new Map()));
        const because = outcome.result === 'unknown' ? outcome.because.replaceAll(/\d+/g, '#') : '';
        let key = `${outcome.result}:${because}`;
        if (!ofCheck.has(key) && ofCheck.size >= maxReasons && outcome.result === 'unknown')
          key = 'unknown:other reasons';
        const known = ofCheck.get(key);
        if (known) known.subjects += 1;
        else
          ofCheck.set(key, {
            outcome: outcome.result,
            because: key.slice(outcome.result.length + 1),
            subjects: 1,
          });
      }
    },
    rows: () =>
      [...counts].flatMap(([checkId, ofCheck]) =>
        [...ofCheck.values()].map((row) => ({ checkId, ...row })),
      ),
  };
}
