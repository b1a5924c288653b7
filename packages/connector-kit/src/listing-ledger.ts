import type { Complete, Gap, GapReason, Noun } from '@nonhuman/model';
import { complete, gap } from './observe.ts';

interface Entry<Listing extends string> {
  readonly scopeKey: string;
  readonly listing: Listing;
  readonly items: Set<string>;
  /** Items that no other file can tell again, and are counted only. */
  counted: number;
  /** A page was read that another one follows. */
  goesOn: boolean;
  /** A last page was read of a call that lists all and could not have been filtered. */
  ended: boolean;
  /** A last page was read of a call that gives empty lists for what was filtered away. */
  endedIfAny: boolean;
  readonly problems: Map<string, { reason: GapReason; needs: string | undefined }>;
}

/** The listings of an importer: what each tells about, and what proves that an empty one is. */
export interface LedgerRules<Listing extends string> {
  readonly nouns: Readonly<Record<Listing, readonly Noun[]>>;
  /** The command that tells for sure whether there are none. */
  readonly proofs: Readonly<Partial<Record<Listing, string>>>;
  /** Why an empty list is no proof, for the coverage page. */
  readonly emptyBecause: string;
}

/** Which listings of which scopes were read to their end, and what was in the way. */
export interface ListingLedger<Listing extends string> {
  readonly rules: LedgerRules<Listing>;
  readonly entries: Map<string, Entry<Listing>>;
}

/** A ledger in which nothing was read yet. */
export function startLedger<Listing extends string>(
  rules: LedgerRules<Listing>,
): ListingLedger<Listing> {
  return { rules, entries: new Map() };
}

function entryOf<Listing extends string>(
  ledger: ListingLedger<Listing>,
  scopeKey: string,
  listing: Listing,
): Entry<Listing> {
  const key = `${scopeKey} ${listing}`;
  const known = ledger.entries.get(key);
  if (known) return known;
  const entry: Entry<Listing> = {
    scopeKey,
    listing,
    items: new Set(),
    counted: 0,
    goesOn: false,
    ended: false,
    endedIfAny: false,
    problems: new Map(),
  };
  ledger.entries.set(key, entry);
  return entry;
}

/** The listing was begun: without an end, it is a gap. `goesOn` when a page tells that another follows. */
export function beginListing<Listing extends string>(
  ledger: ListingLedger<Listing>,
  scopeKey: string,
  { listing, goesOn }: { readonly listing: Listing; readonly goesOn: boolean },
): void {
  const entry = entryOf(ledger, scopeKey, listing);
  entry.goesOn ||= goesOn;
}

/**
 * An item of the listing was read; the same item of two files counts once. `key` is null for items
 * that are of one place only: they are counted without being remembered.
 */
export function countItem<Listing extends string>(
  ledger: ListingLedger<Listing>,
  scopeKey: string,
  { listing, key }: { readonly listing: Listing; readonly key: string | null },
): void {
  const entry = entryOf(ledger, scopeKey, listing);
  if (key === null) entry.counted += 1;
  else entry.items.add(key);
}

/** A last page was read; `ifAny` when an empty list may only mean that it was filtered away. */
export function endListing<Listing extends string>(
  ledger: ListingLedger<Listing>,
  scopeKey: string,
  { listing, ifAny }: { readonly listing: Listing; readonly ifAny: boolean },
): void {
  const entry = entryOf(ledger, scopeKey, listing);
  if (ifAny) entry.endedIfAny = true;
  else entry.ended = true;
}

/** Something of the listing was not seen: it cannot be complete. */
export function noteProblem<Listing extends string>(
  ledger: ListingLedger<Listing>,
  scopeKey: string,
  problem: {
    readonly listing: Listing;
    readonly reason: GapReason;
    readonly message: string;
    readonly needs?: string;
  },
): void {
  const { listing, reason, message, needs } = problem;
  entryOf(ledger, scopeKey, listing).problems.set(message, { reason, needs });
}

/**
 * Whether a file of the listing was refused or could not be read to its end, so far: what follows
 * from what it lacks is then not told either.
 */
export function isBroken<Listing extends string>(
  ledger: ListingLedger<Listing>,
  scopeKey: string,
  listing: Listing,
): boolean {
  const problems = ledger.entries.get(`${scopeKey} ${listing}`)?.problems.values() ?? [];
  return [...problems].some(({ reason }) => reason !== 'not-asked');
}

const notEnded =
  'The last page is missing: the answer was cut into pages and ends with a marker for the next one';
const single = 'These were read one by one, which does not tell that they are all';
/** Ends what was read fully, and names what was not. */
export function* closeLedger<Listing extends string>(
  ledger: ListingLedger<Listing>,
): Generator<Complete | Gap> {
  const { rules } = ledger;
  const entries = [...ledger.entries.values()].sort((a, b) =>
    `${a.scopeKey} ${a.listing}` < `${b.scopeKey} ${b.listing}` ? -1 : 1,
  );
  for (const entry of entries) {
    const nouns = rules.nouns[entry.listing];
    const items = entry.items.size + entry.counted;
    const ended = entry.ended || (entry.endedIfAny && items > 0);
    if (ended && entry.problems.size === 0) {
      yield complete(entry, nouns, items);
      continue;
    }
    if (!ended && entry.problems.size === 0)
      entry.problems.set(entry.endedIfAny ? rules.emptyBecause : entry.goesOn ? notEnded : single, {
        reason: 'not-asked',
        needs: entry.endedIfAny ? rules.proofs[entry.listing] : undefined,
      });
    for (const [message, { reason, needs }] of sortedByMessage(entry.problems))
      yield gap(entry, nouns, { reason, message, ...(needs ? { needs } : {}) });
  }
}

function sortedByMessage<T>(problems: ReadonlyMap<string, T>): [string, T][] {
  return [...problems].sort(([a], [b]) => (a < b ? -1 : 1));
}
