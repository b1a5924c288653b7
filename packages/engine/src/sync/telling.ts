import { mergeThing, type Noun, type Things } from '@nonhuman/model';
import type { EndedRow, ThingRow } from '@nonhuman/store';

/** One row of a source, on its way into the inventory. */
export interface Telling {
  readonly noun: Noun;
  readonly id: string;
  readonly scopeId: string;
  readonly listing: string;
  /** Only adds to a row that another listing shows. */
  readonly enriches: boolean;
  readonly value: Things[Noun];
}

/** What is the same for all tellings of one sync. */
export interface Teller {
  readonly connectionId: string;
  readonly syncId: string;
  readonly observedAt: Date;
}

/**
 * The row after a telling, its hash and validity still those of before; null when something newer is
 * known, so that the telling changes nothing.
 */
export function tell(
  teller: Teller,
  telling: Telling,
  known: ThingRow | EndedRow | null,
): ThingRow | null {
  if (known === null) return newRow(teller, telling, teller.observedAt);
  if ('endedAt' in known) {
    if (known.endedAt > teller.observedAt) return null;
    return newRow(teller, telling, known.firstSeenAt);
  }
  if (known.observedAt > teller.observedAt) return null;
  const isOwner = known.listing === telling.listing && known.scopeId === telling.scopeId;
  if (telling.enriches && !isOwner) {
    if (known.enrichedAt && known.enrichedAt > teller.observedAt) return null;
    const facts = mergeThing(known.facts, telling.value);
    return { ...known, facts, enrichedAt: teller.observedAt };
  }
  return {
    ...known,
    ...teller,
    scopeId: telling.scopeId,
    listing: telling.listing,
    facts: mergeThing(known.facts, telling.value),
  };
}

function newRow(teller: Teller, telling: Telling, firstSeenAt: Date): ThingRow {
  return {
    ...teller,
    id: telling.id,
    key: telling.value.key,
    scopeId: telling.scopeId,
    listing: telling.listing,
    enrichedAt: null,
    firstSeenAt: firstSeenAt < teller.observedAt ? firstSeenAt : teller.observedAt,
    validFrom: teller.observedAt,
    contentHash: '',
    facts: telling.value,
  };
}
