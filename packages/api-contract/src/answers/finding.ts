import { FindingId, findingStates, severities, Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { CheckDetail } from './check.ts';
import { IdentityRef } from './thing.ts';

/** What a finding is about. */
export const FindingSubject = z.object({
  type: z.enum(['identity', 'credential', 'exposure']),
  id: z.string(),
  /** Null when the subject is no longer in the inventory. */
  name: z.string().nullable(),
});
export type FindingSubject = z.infer<typeof FindingSubject>;

/** One line of the finding list. */
export const FindingRow = z.object({
  id: FindingId,
  checkId: z.string(),
  /** The check's headline. */
  title: z.string(),
  severity: z.enum(severities),
  state: z.enum(findingStates),
  /** True while the facts that would decide are not told: it stays as it was. */
  undecided: z.boolean(),
  /** Why this subject fails, with the numbers. */
  because: z.string(),
  /** The one next action. */
  nextAction: z.string(),
  /** `<framework>:<control>`. */
  controls: z.array(z.string()),
  subject: FindingSubject,
  identity: IdentityRef.nullable(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  resolvedAt: Timestamp.nullable(),
  acceptedUntil: Timestamp.nullable(),
});
export type FindingRow = z.infer<typeof FindingRow>;

/** Something that happened to a finding. */
export const FindingEvent = z.object({
  id: z.string(),
  at: Timestamp,
  kind: z.enum([
    'opened',
    'reopened',
    'resolved',
    'accepted',
    'acceptance-ended',
    'severity-changed',
  ]),
  /** Who did it, or `evaluation`. */
  actor: z.string(),
  details: z.record(z.string(), z.json()),
});
export type FindingEvent = z.infer<typeof FindingEvent>;

/** Someone's decision to live with a finding for a while. */
export const Acceptance = z.object({
  until: Timestamp,
  reason: z.string(),
  /** Who answers for the risk meanwhile. */
  riskOwner: z.string(),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** A finding with its evidence, its history and how to fix it. */
export const FindingDetail = FindingRow.extend({
  /** Numbers, dates and names behind the failure. */
  evidence: z.record(z.string(), z.json()),
  acceptance: Acceptance.nullable(),
  /** Oldest first. */
  events: z.array(FindingEvent),
  check: CheckDetail.nullable(),
  /** Other open findings of the same identity, worst first, at most 20. */
  alsoOpen: z.array(
    FindingRow.pick({ id: true, checkId: true, title: true, severity: true, because: true }),
  ),
});
export type FindingDetail = z.infer<typeof FindingDetail>;

/** What an acceptance needs. */
export const AcceptRequest = z.object({
  /** At most two years ahead. */
  until: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
  reason: z.string().trim().min(1).max(2000),
  riskOwner: z.string().trim().min(1).max(320),
});
export type AcceptRequest = z.infer<typeof AcceptRequest>;
