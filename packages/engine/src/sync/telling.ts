import { mergeThing, type Noun, type Things } from '@nonhuman/model';
import type { EndedRow, ThingRow, ThingStamp, WrittenRow } from '@nonhuman/store';

/** One row of a source, on its way into the inventory. */
export interface Telling {
  readonly noun: Noun;
  readonly id: string;
  readonly scopeId: string;
  readonly listing: string;
  /** Only adds to a row that another listing shows. */
  readonly enriches: boolean;
  /** Fields that replace nothing that is known. */
  readonly provisional: readonly string[];
  readonly value: Things[Noun];
  /** `value` as the store writes it, null when it is to be written anew. */
  readonly valueText: string | null;
  /** Equal for equal values, as the source writes them. */
  readonly hash: string;
}

/** What is the same for all tellings of one sync. */
export interface Teller {
  readonly connectionId: string;
  readonly syncId: string;
  readonly observedAt: Date;
}

/** Whether the row's own listing tells of it what it told the last time, and later. */
export function isToldAgain(teller: Teller, telling: Telling, stamp: ThingStamp): boolean {
  return (
    stamp.toldHash === telling.hash &&
    stamp.listing === telling.listing &&
    stamp.scopeId === telling.scopeId &&
    stamp.connectionId === teller.connectionId &&
    stamp.observedAt <= teller.observedAt
  );
}

/**
 * The row after a telling, its validity still that of before; null when something newer is
 * known, so that the telling changes nothing.
 */
export function tell(
  teller: Teller,
  telling: Telling,
  known: ThingRow | EndedRow | null,
): WrittenRow | null {
  if (known === null) return newRow(teller, telling, teller.observedAt);
  if ('endedAt' in known) {
    if (known.endedAt > teller.observedAt) return null;
    return newRow(teller, telling, known.firstSeenAt);
  }
  if (known.observedAt > teller.observedAt) return null;
  const isOwner = known.listing === telling.listing && known.scopeId === telling.scopeId;
  if (telling.enriches && !isOwner) {
    if (known.enrichedAt && known.enrichedAt > teller.observedAt) return null;
    const facts = mergeThing(known.facts, settled(telling, known));
    // Told again, its listing is to be heard in full: it may say otherwise than this source.
    return { ...known, facts, factsText: null, enrichedAt: teller.observedAt, toldHash: null };
  }
  return {
    ...known,
    connectionId: teller.connectionId,
    syncId: teller.syncId,
    observedAt: teller.observedAt,
    scopeId: telling.scopeId,
    listing: telling.listing,
    toldHash: telling.hash,
    facts: mergeThing(known.facts, settled(telling, known)),
    factsText: null,
  };
}

/** What is told, without what is provisional and known better. */
function settled({ value, provisional }: Telling, { facts }: ThingRow): Things[Noun] {
  if (provisional.length === 0) return value;
  const kept = Object.entries(value).filter(
    ([field]) => !(provisional.includes(field) && field in facts),
  );
  return Object.fromEntries(kept) as Things[Noun];
}

function newRow(teller: Teller, telling: Telling, firstSeenAt: Date): WrittenRow {
  return {
    id: telling.id,
    key: telling.value.key,
    connectionId: teller.connectionId,
    scopeId: telling.scopeId,
    listing: telling.listing,
    syncId: teller.syncId,
    observedAt: teller.observedAt,
    enrichedAt: null,
    firstSeenAt: firstSeenAt < teller.observedAt ? firstSeenAt : teller.observedAt,
    validFrom: teller.observedAt,
    toldHash: telling.hash,
    facts: telling.value,
    factsText: telling.valueText,
  };
}
