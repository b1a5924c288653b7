import { FindingId, severities, Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { HistoryEntry } from './identity.ts';
import { IdentityRef } from './thing.ts';

/** A row of the inventory that is not what it was, with its fields from and to. */
export const ThingChange = HistoryEntry.extend({
  change: z.enum(['appeared', 'changed', 'gone']),
  /** It gives, takes or alters what somebody may do or become. */
  isAccess: z.boolean(),
});
export type ThingChange = z.infer<typeof ThingChange>;

/** A finding whose state is not what it was. */
export const FindingChange = z.object({
  id: FindingId,
  checkId: z.string(),
  /** The check's headline. */
  title: z.string(),
  severity: z.enum(severities),
  change: z.enum(['opened', 'reopened', 'resolved', 'accepted']),
  because: z.string(),
});
export type FindingChange = z.infer<typeof FindingChange>;

/** What is different about one identity and what belongs to it. */
export const ChangeGroup = z.object({
  /** Null for what belongs to no identity. */
  identity: IdentityRef.nullable(),
  /** As it is now; null when the identity is gone or was not judged. */
  risk: z.int().min(0).max(100).nullable(),
  /** The identity itself first, then the newest; at most 20. */
  things: z.array(ThingChange),
  thingCount: z.int().nonnegative(),
  /** The worst first; at most 20. */
  findings: z.array(FindingChange),
  findingCount: z.int().nonnegative(),
});
export type ChangeGroup = z.infer<typeof ChangeGroup>;

/** How much is different. */
export const ChangeTotals = z.object({
  appeared: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  gone: z.int().nonnegative(),
  /** Of these, grants and delegations. */
  access: z.int().nonnegative(),
  findingsOpened: z.int().nonnegative(),
  findingsResolved: z.int().nonnegative(),
});
export type ChangeTotals = z.infer<typeof ChangeTotals>;

/** What is different between two moments, a page of it. */
export const Changes = z.object({
  since: Timestamp,
  until: Timestamp,
  totals: ChangeTotals,
  /** The greatest risk first, newly opened findings before all; what belongs to no identity last. */
  items: z.array(ChangeGroup),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
});
export type Changes = z.infer<typeof Changes>;
