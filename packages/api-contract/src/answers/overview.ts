import { severities, Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { CoverageGap, SyncRow } from './coverage.ts';
import { FindingRow, FindingSubject } from './finding.ts';
import { Count, IdentityRef, ScopeRef, SeverityCounts } from './thing.ts';

/** Something that deserves attention first: its worst finding, why it leads, the one thing to do. */
export const MattersRow = z.object({
  /** Null for a credential or exposure that belongs to no known identity. */
  identity: IdentityRef.nullable(),
  subject: FindingSubject,
  finding: FindingRow.pick({
    id: true,
    checkId: true,
    title: true,
    severity: true,
    because: true,
  }),
  nextAction: z.string(),
  /** Why it stands here and not lower. */
  why: z.string(),
  risk: z.number().nullable(),
  openFindings: z.int().nonnegative(),
});
export type MattersRow = z.infer<typeof MattersRow>;

/** The first page. */
export const Overview = z.object({
  at: Timestamp,
  /** When the checks last ran to their end; null before the first time. */
  evaluatedAt: Timestamp.nullable(),
  totals: z.object({
    identities: z.int().nonnegative(),
    credentials: z.int().nonnegative(),
    exposures: z.int().nonnegative(),
    agents: z.int().nonnegative(),
    openFindings: z.int().nonnegative(),
    acceptedFindings: z.int().nonnegative(),
    /** Identities that nobody answers for, attested or inferred. */
    withoutOwner: z.int().nonnegative(),
    /** Subjects that checks could not decide, summed over the checks. */
    undecided: z.int().nonnegative(),
  }),
  identitiesByKind: z.array(Count),
  identitiesByProvider: z.array(Count),
  /** Identities by their worst open finding; `none` for those without. */
  identitiesBySeverity: z.array(z.object({ key: z.enum([...severities, 'none']), count: z.int() })),
  openFindingsBySeverity: SeverityCounts,
  /** At most 15, the first first. */
  whatMatters: z.array(MattersRow),
  unseen: z.object({
    gaps: z.int().nonnegative(),
    listingsNotComplete: z.int().nonnegative(),
    /** At most 10, one of each kind before the second of any. */
    top: z.array(
      CoverageGap.extend({ listing: z.string(), scope: ScopeRef, count: z.int().positive() }),
    ),
  }),
  /** The last pass of each connection, newest first, at most 10. */
  lastSyncs: z.array(SyncRow),
});
export type Overview = z.infer<typeof Overview>;
