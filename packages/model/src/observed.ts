import { z } from 'zod';

/** A point in time: RFC 3339 in UTC with milliseconds, e.g. `2026-01-31T08:00:00.000Z`. Sorts as text. */
export const Timestamp = z.iso.datetime({ precision: 3 });
export type Timestamp = z.infer<typeof Timestamp>;

/**
 * A value that a provider may not tell.
 *
 * `seen` holds what was told; `never` means the provider tells that it did not happen or does not
 * apply (never used, never expires); `unknown` means that nobody told us, and why. Unknown is never
 * to be read as `never`.
 */
export type Observed<T> =
  | { readonly state: 'seen'; readonly value: T }
  | { readonly state: 'never' }
  | { readonly state: 'unknown'; readonly because: string };

/** The schema of an `Observed` of the given value. */
export function observed<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('state', [
    z.object({ state: z.literal('seen'), value }),
    z.object({ state: z.literal('never') }),
    z.object({ state: z.literal('unknown'), because: z.string() }),
  ]);
}

/** What the provider told. */
export function seen<T>(value: T): Observed<T> {
  return { state: 'seen', value };
}

/** The provider tells that it never happened, or never will. */
export const never = { state: 'never' } as const satisfies Observed<unknown>;

/** Nobody told us; `because` says why, in words fit for a person. */
export function unknown(because: string): Observed<never> {
  return { state: 'unknown', because };
}

/** The value when it was seen, otherwise null. Loses the difference between never and unknown. */
export function valueOf<T>(value: Observed<T>): T | null {
  return value.state === 'seen' ? value.value : null;
}

/** A `Timestamp` of a date, or null when the date is invalid. */
export function timestampOf(date: Date | number | string): Timestamp | null {
  const parsed = new Date(date);
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}
