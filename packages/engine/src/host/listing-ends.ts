import type { FileCollector } from '@nonhuman/connector-kit';
import type { Complete, Gap, Observation, Upsert } from '@nonhuman/model';
import { type FileReader, filesListing } from './collect-file.ts';

/** Counts rows on their way, by listing. */
export interface ListingCounter {
  counted(upserts: readonly Upsert[]): readonly Upsert[];
  of(listing: string): number;
}

/** Begins at nought. */
export function listingCounter(): ListingCounter {
  const counts = new Map<string, number>();
  return {
    counted(upserts) {
      for (const { listing } of upserts) counts.set(listing, (counts.get(listing) ?? 0) + 1);
      return upserts;
    },
    of: (listing) => counts.get(listing) ?? 0,
  };
}

/**
 * The gaps of a scope, then the end of each collector's listing, with the places that it did not see.
 *
 * `unseen` are those that nobody saw: folders that could not be listed.
 */
export function* endListings(
  reader: FileReader,
  of: {
    readonly collectors: readonly FileCollector[];
    readonly counter: ListingCounter;
    readonly unseen: readonly string[];
  },
): Generator<Observation> {
  const gaps = [...reader.gaps.all(reader.scopeKey), ...reader.named];
  yield* gaps;
  for (const { id, emits } of of.collectors) {
    const exceptBelow = [...of.unseen, ...placesOf(gaps, id)];
    const end: Complete = {
      type: 'complete',
      scopeKey: reader.scopeKey,
      listing: id,
      nouns: emits,
      items: of.counter.of(id),
      ...(exceptBelow.length > 0 ? { exceptBelow } : {}),
    };
    yield end;
  }
  const { scopeKey } = reader;
  yield { type: 'complete', scopeKey, listing: filesListing, nouns: [], items: 0 };
}

function placesOf(gaps: readonly Gap[], listing: string): string[] {
  const places = gaps.flatMap((gap) =>
    gap.listing === listing && gap.place ? [gap.place.locator] : [],
  );
  return [...new Set(places)];
}
