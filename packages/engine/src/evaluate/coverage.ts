import type { Coverage, IdentityView } from '@nonhuman/checks';
import type { Noun } from '@nonhuman/model';

type Nouns = IdentityView['coverage'];
const asked = ['credential', 'grant', 'delegation', 'ownership', 'exposure'] as const;
const nothingRead: Nouns = {
  credential: 'not-read',
  grant: 'not-read',
  delegation: 'not-read',
  ownership: 'not-read',
  exposure: 'not-read',
};

/** One line of the scope ledger. */
export interface LedgerLine {
  readonly scope_id: string;
  readonly nouns: readonly Noun[];
  readonly complete: boolean;
}

/**
 * What an empty list may be taken to mean, by scope: `complete` when every listing of the noun was
 * read to its end, `partial` when one was not, `not-read` when none was tried.
 */
export function coverageByScope(ledger: readonly LedgerLine[]): (scopeId: string) => Nouns {
  const scopes = new Map<string, Record<(typeof asked)[number], Coverage>>();
  for (const { scope_id: scopeId, nouns, complete } of ledger) {
    const known = scopes.get(scopeId) ?? { ...nothingRead };
    scopes.set(scopeId, known);
    for (const noun of asked) {
      if (!nouns.includes(noun) || known[noun] === 'partial') continue;
      known[noun] = complete ? 'complete' : 'partial';
    }
  }
  return (scopeId) => scopes.get(scopeId) ?? nothingRead;
}
