import { z } from 'zod';
import { Place } from './things.ts';

/** Whether whoever answers is there: not told is `unknown`, never `active`. */
export const ownerStatuses = ['active', 'left', 'unknown'] as const;
export type OwnerStatus = (typeof ownerStatuses)[number];

/** One reason to think that a person or team answers for a thing. */
export const OwnerEvidence = z.object({
  /** What tells: `attestation`, `tag`, `provider-owner`, `creator`, `git-author`, `naming`, `link`… */
  signal: z.string(),
  /** One sentence with the words of the source. */
  because: z.string(),
  /** How often such evidence names the right owner, from 0 to 1. */
  weight: z.number().min(0).max(1),
  /** False when a stronger statement of the same origin counts already. */
  counted: z.boolean(),
  /** The provider that tells. */
  source: z.string(),
  place: Place.optional(),
});
export type OwnerEvidence = z.infer<typeof OwnerEvidence>;

/** How many members of a team are there; of those that no people source tells about, it is unknown. */
export const TeamMembers = z.object({
  active: z.int().nonnegative(),
  left: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});
export type TeamMembers = z.infer<typeof TeamMembers>;

/** Somebody who may answer for a thing, with all that says so. */
export const OwnerCandidate = z.object({
  /** `person:<e-mail or name>` or `team:<name>`: the same person of several sources has one key. */
  key: z.string(),
  type: z.enum(['person', 'team']),
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(ownerStatuses),
  /** What tells the status, or why it is unknown. */
  statusBecause: z.string(),
  basis: z.enum(['attested', 'inferred']),
  /** 1 when attested; else what independent evidence adds up to. */
  confidence: z.number().min(0).max(1),
  /** Another candidate has evidence of about the same strength. */
  contested: z.boolean(),
  /** Of a team whose members were told; else null. */
  members: TeamMembers.nullable(),
  /** The strongest first. */
  evidence: z.array(OwnerEvidence),
});
export type OwnerCandidate = z.infer<typeof OwnerCandidate>;
