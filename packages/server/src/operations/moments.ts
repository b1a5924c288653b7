import type { AsOf } from '@nonhuman/api-contract';

/** The moment of an `asOf`: a day means its end in UTC; null is now. */
export function momentOf(asOf: AsOf | undefined): Date | null {
  if (asOf === undefined) return null;
  return new Date(asOf.length === 10 ? `${asOf}T23:59:59.999Z` : asOf);
}
