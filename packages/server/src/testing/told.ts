import { runSync } from '@nonhuman/engine';
import type { Noun, Observation, Things, Upsert } from '@nonhuman/model';
import type { Workings } from '../workings.ts';

/** Rows of a source by noun. */
export type ToldRows = { readonly [N in Noun]?: readonly Things[N][] };

const scopeKey = 'acme';
const listing = 'test.all';

/** Has a source tell everything that it knows, at a moment: what it told before and does not tell now is gone. */
export async function told(
  workings: Workings,
  rows: ToldRows,
  at: Date = workings.now(),
): Promise<void> {
  async function* observations(): AsyncGenerator<Observation> {
    yield {
      type: 'scope',
      scope: { key: scopeKey, kind: 'account', name: 'Acme', provider: 'test' },
    };
    const upserts = upsertsOf(rows);
    yield* upserts;
    const nouns = [
      'identity',
      'credential',
      'instance',
      'grant',
      'delegation',
      'exposure',
      'entitlement',
      'ownership',
    ] as const;
    yield { type: 'complete', scopeKey, listing, nouns, items: upserts.length };
    yield {
      type: 'gap',
      scopeKey,
      listing: 'test.other',
      nouns: ['secret-reference'],
      reason: 'not-permitted',
      message: 'The list of references is not permitted',
      needs: 'test:ListReferences',
    };
  }
  await runSync(
    { ...workings, now: () => at },
    {
      connection: { connectorId: 'test', kind: 'import', name: 'test' },
      observedAt: at,
      observations: observations(),
    },
  );
}

function upsertsOf(rows: ToldRows): Upsert[] {
  return Object.entries(rows).flatMap(([noun, values]) =>
    // The entries are of `ToldRows`, so each noun goes with its values.
    values.map((value) => ({ type: 'upsert', noun, scopeKey, listing, value }) as Upsert),
  );
}
