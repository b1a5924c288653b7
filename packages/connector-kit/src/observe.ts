import type { Complete, Gap, Noun, Things, Upsert } from '@nonhuman/model';

/** Where a statement belongs: the scope, and the listing that shows it. */
export interface ListingOf {
  readonly scopeKey: string;
  readonly listing: string;
}

/** "This exists", shown by the listing. */
export function upsert<N extends Noun>(of: ListingOf, noun: N, value: Things[N]): Upsert {
  return { type: 'upsert', noun, scopeKey: of.scopeKey, listing: of.listing, value } as Upsert;
}

/** Side facts of a row that another listing shows. */
export function enrichment<N extends Noun>(of: ListingOf, noun: N, value: Things[N]): Upsert {
  return { ...upsert(of, noun, value), enriches: true };
}

/** The same statement with fields that fill in what is not known, and replace nothing that is. */
export function provisionally<Told extends Upsert>(told: Told, fields: readonly string[]): Told {
  return { ...told, provisional: fields };
}

/** "This listing was read to its end." */
export function complete(of: ListingOf, nouns: readonly Noun[], items: number): Complete {
  return { type: 'complete', scopeKey: of.scopeKey, listing: of.listing, nouns, items };
}

/** "This could not be seen." */
export function gap(
  of: ListingOf,
  nouns: readonly Noun[],
  problem: { readonly reason: Gap['reason']; readonly message: string; readonly needs?: string },
): Gap {
  const { reason, message, needs = null } = problem;
  return { type: 'gap', scopeKey: of.scopeKey, listing: of.listing, nouns, reason, message, needs };
}
