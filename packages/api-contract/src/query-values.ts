import { z } from 'zod';

/**
 * A list in a query: the name repeated, or one value with commas. Empty means absent.
 * At most 50 values.
 */
export function listOf<T extends z.ZodType<string>>(value: T) {
  return z
    .preprocess((given) => {
      const parts = [given]
        .flat()
        .flatMap((part) => (typeof part === 'string' ? part.split(',') : part));
      const filled = parts.filter((part) => part !== undefined && part !== '');
      return filled.length === 0 ? undefined : filled;
    }, z.array(value).max(50).optional())
    .optional();
}

/** `true` or `false` in a query. */
export const Flag = z
  .preprocess(
    (given) => (given === 'true' ? true : given === 'false' ? false : given),
    z.boolean().optional(),
  )
  .optional();

/**
 * A day (`2026-01-31`, its end in UTC) or a moment (`2026-01-31T08:00:00Z`). The inventory is answered
 * as it was known then.
 */
export const AsOf = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
export type AsOf = z.infer<typeof AsOf>;

/** Words to look for in names and identifiers, whatever their case. */
export const SearchText = z.string().trim().max(200);

/** Which way a list is ordered. */
export const Order = z.enum(['asc', 'desc']);
export type Order = z.infer<typeof Order>;
