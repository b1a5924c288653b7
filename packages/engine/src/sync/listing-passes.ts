import type { Complete, Gap, Noun } from '@nonhuman/model';

/** What a sync has heard of one listing of one scope so far. */
export interface HeardListing {
  readonly scopeKey: string;
  readonly listing: string;
  readonly nouns: ReadonlySet<Noun>;
  /** Rows that it told. */
  readonly told: number;
  /** Null while it was not read to its end. */
  readonly complete: Complete | null;
  readonly gaps: readonly Gap[];
}

type Heard = {
  -readonly [Name in keyof HeardListing]: HeardListing[Name];
} & { nouns: Set<Noun>; gaps: Gap[]; left: number };

/** More gaps of one listing are told as one. */
const gapsOfOneListing = 500;

/** Collects what a sync hears of its listings. */
export interface ListingPasses {
  tell(of: { readonly scopeKey: string; readonly listing: string; readonly noun: Noun }): void;
  complete(complete: Complete): void;
  gap(gap: Gap): void;
  all(): HeardListing[];
}

/** Begins with nothing heard. */
export function listingPasses(): ListingPasses {
  const heard = new Map<string, Heard>();

  function of(scopeKey: string, listing: string): Heard {
    const id = `${scopeKey}\0${listing}`;
    let found = heard.get(id);
    if (!found) {
      found = { scopeKey, listing, nouns: new Set(), told: 0, complete: null, gaps: [], left: 0 };
      heard.set(id, found);
    }
    return found;
  }

  return {
    tell({ scopeKey, listing, noun }) {
      const found = of(scopeKey, listing);
      found.told += 1;
      found.nouns.add(noun);
    },
    complete(complete) {
      const found = of(complete.scopeKey, complete.listing);
      found.complete = complete;
      for (const noun of complete.nouns) found.nouns.add(noun);
    },
    gap(gap) {
      const found = of(gap.scopeKey, gap.listing);
      for (const noun of gap.nouns) found.nouns.add(noun);
      if (found.gaps.length < gapsOfOneListing) found.gaps.push(gap);
      else found.left += 1;
    },
    all: () => [...heard.values()].map(withRest),
  };
}

function withRest({ left, ...heard }: Heard): HeardListing {
  if (left === 0) return heard;
  const rest: Gap = {
    type: 'gap',
    scopeKey: heard.scopeKey,
    listing: heard.listing,
    nouns: [...heard.nouns],
    reason: 'unreadable',
    message: `${left} more gaps of this listing are not shown one by one`,
    needs: null,
  };
  return { ...heard, gaps: [...heard.gaps, rest] };
}

/**
 * Whether what the listing no longer shows is gone: it was read to its end, and what could not be
 * seen of it lies below the places that it names.
 */
export function mayBeSwept({ complete, gaps }: HeardListing): boolean {
  if (complete === null) return false;
  const except = complete.exceptBelow ?? [];
  return gaps.every((gap) => {
    const locator = gap.place?.locator;
    return locator !== undefined && except.some((path) => isAtOrBelow(locator, path));
  });
}

function isAtOrBelow(locator: string, path: string): boolean {
  return locator === path || locator.startsWith(path.endsWith('/') ? path : `${path}/`);
}
