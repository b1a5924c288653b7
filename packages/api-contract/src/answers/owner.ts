import {
  IdentityId,
  identityKinds,
  OwnerCandidate,
  ownerStatuses,
  TeamMembers,
  Timestamp,
} from '@nonhuman/model';
import { z } from 'zod';
import { IdentityRef } from './thing.ts';

/** A person or team with how much they answer for. */
export const OwnerRow = z.object({
  /** `person:<e-mail or name>` or `team:<name>`. */
  key: z.string(),
  type: z.enum(['person', 'team']),
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(ownerStatuses),
  /** What tells the status, or why it is unknown. */
  statusBecause: z.string(),
  /** A people source tells of them; else only evidence names them. */
  known: z.boolean(),
  /** The day after which they are gone, when one is told. */
  leftAt: Timestamp.nullable(),
  /** Of a team whose members were told. */
  members: TeamMembers.nullable(),
  /** Identities that they are the likeliest owner of. */
  identities: z.int().nonnegative(),
  /** Those of them that somebody attested. */
  attested: z.int().nonnegative(),
  /** Identities that they are any candidate of. */
  candidateOf: z.int().nonnegative(),
  highestRisk: z.number().nullable(),
});
export type OwnerRow = z.infer<typeof OwnerRow>;

/** Owners by kind and status, and what has none. */
export const OwnerTotals = z.object({
  owners: z.array(
    z.object({
      type: z.enum(['person', 'team']),
      status: z.enum(ownerStatuses),
      count: z.int().nonnegative(),
      identities: z.int().nonnegative(),
    }),
  ),
  /** Identities that nothing names an owner of. */
  withoutOwner: z.int().nonnegative(),
});
export type OwnerTotals = z.infer<typeof OwnerTotals>;

/** A person or team with what sources tell of them. */
export const OwnerDetail = OwnerRow.extend({
  title: z.string().nullable(),
  emails: z.array(z.string()),
  /** What each source says of a person, the latest first. */
  statements: z.array(
    z.object({
      provider: z.string(),
      status: z.enum(ownerStatuses),
      leftAt: Timestamp.nullable(),
      observedAt: Timestamp,
    }),
  ),
  manager: OwnerRow.nullable(),
  /** The teams of a person. */
  teams: z.array(OwnerRow),
  /** The members of a team of whom people sources tell, at most 200. */
  memberOwners: z.array(OwnerRow),
});
export type OwnerDetail = z.infer<typeof OwnerDetail>;

/** An identity with how far somebody is its owner. */
export const OwnedIdentity = z.object({
  id: IdentityId,
  name: z.string(),
  kind: z.enum(identityKinds),
  provider: z.string(),
  risk: z.number().nullable(),
  /** 0: the likeliest owner. */
  rank: z.int().nonnegative(),
  basis: z.enum(['attested', 'inferred']),
  confidence: z.number(),
  /** What tells so, the strongest first. */
  signals: z.array(z.string()),
});
export type OwnedIdentity = z.infer<typeof OwnedIdentity>;

/** That somebody answers for a thing, on the word of a person. */
export const Attestation = z.object({
  changeId: z.string(),
  subjectId: z.string(),
  owner: z.object({
    type: z.enum(['person', 'team']),
    name: z.string(),
    email: z.string().nullable(),
  }),
  attestedBy: z.string(),
  attestedAt: Timestamp,
  /** Null has no end. */
  until: Timestamp.nullable(),
  reason: z.string(),
  state: z.enum(['in-force', 'lapsed', 'withdrawn']),
  withdrawnAt: Timestamp.nullable(),
  withdrawnBy: z.string().nullable(),
});
export type Attestation = z.infer<typeof Attestation>;

/** A candidate, and how its confidence comes about. */
export const ExplainedCandidate = OwnerCandidate.extend({
  /** E.g. `1 − (1 − 0.7) × (1 − 0.5) = 0.85`. */
  arithmetic: z.string(),
});
export type ExplainedCandidate = z.infer<typeof ExplainedCandidate>;

/** Who may answer for an identity, and for those of its credentials of which something else is told. */
export const IdentityOwners = z.object({
  identity: IdentityRef,
  /** The likeliest first; empty when nothing tells. */
  candidates: z.array(ExplainedCandidate),
  credentials: z.array(
    z.object({ id: z.string(), name: z.string(), candidates: z.array(ExplainedCandidate) }),
  ),
  /** Withdrawn ones too, the newest first. */
  attestations: z.array(Attestation),
});
export type IdentityOwners = z.infer<typeof IdentityOwners>;

/** What a change of ownership does or would do. */
export const OwnershipPlan = z.object({
  /** True: nothing was changed. */
  dryRun: z.boolean(),
  /** To undo it by; null for a dry run. */
  changeId: z.string().nullable(),
  /** Things that it concerns. */
  subjects: z.int().nonnegative(),
  /** Attestations in force that it takes back. */
  replaces: z.int().nonnegative(),
  /** The first hundred by name, with who answers for each before the change. */
  sample: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      provider: z.string(),
      owner: z
        .object({
          key: z.string(),
          name: z.string(),
          status: z.enum(ownerStatuses),
          basis: z.string(),
        })
        .nullable(),
      attested: z.boolean(),
    }),
  ),
});
export type OwnershipPlan = z.infer<typeof OwnershipPlan>;

/** One write of ownership, as history shows it. */
export const OwnershipChange = z.object({
  id: z.string(),
  kind: z.enum(['attest', 'reassign', 'withdraw']),
  actor: z.string(),
  at: Timestamp,
  reason: z.string(),
  owner: Attestation.shape.owner.nullable(),
  subjects: z.int().nonnegative(),
  undoneAt: Timestamp.nullable(),
  undoneBy: z.string().nullable(),
});
export type OwnershipChange = z.infer<typeof OwnershipChange>;

/** What becomes of one thing when a person leaves. */
export const LeaverLine = z.object({
  noun: z.enum(['identity', 'credential']),
  id: z.string(),
  identityId: IdentityId,
  name: z.string(),
  /** Of a credential, the name of its identity. */
  identityName: z.string(),
  kind: z.string(),
  nativeType: z.string(),
  provider: z.string(),
  /** Whose account it is, who made it, or who answers for it. */
  relation: z.enum(['holder', 'creator', 'owner']),
  effect: z.enum(['stops', 'survives', 'unknown']),
  because: z.string(),
  nextAction: z.string(),
  /** The vendor's page; null for what follows from the inventory alone. */
  source: z.string().nullable(),
  /** `documented`: the page says so. `derived`: it follows from what it says. */
  standing: z.enum(['documented', 'derived']),
  /** Nobody who is known to be there would answer for it. */
  ownerless: z.boolean(),
  /** It survives, and the leaver may have its secret. */
  stillUsable: z.boolean(),
  successor: z.object({ key: z.string(), name: z.string() }).nullable(),
});
export type LeaverLine = z.infer<typeof LeaverLine>;

/** What stops, what survives and what is not known when a person leaves. */
export const LeaverPreview = z.object({
  person: OwnerRow,
  totals: z.object({
    stops: z.int().nonnegative(),
    survives: z.int().nonnegative(),
    unknown: z.int().nonnegative(),
    /** Identities that nobody else would answer for. */
    ownerless: z.int().nonnegative(),
    /** Credentials that survive and that the leaver may have. */
    stillUsable: z.int().nonnegative(),
  }),
  /** What stops first. */
  lines: z.array(LeaverLine),
  /** Teams in which nobody else is known to be there. */
  teams: z.array(z.object({ key: z.string(), name: z.string() })),
  /** There is more than was looked at. */
  truncated: z.boolean(),
});
export type LeaverPreview = z.infer<typeof LeaverPreview>;
