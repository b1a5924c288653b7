import {
  Delegation,
  Entitlement,
  Exposure,
  Grant,
  IdentityId,
  Instance,
  identityKinds,
  nouns,
  Ownership,
  Resource,
  SecretReference,
  severities,
  Timestamp,
} from '@nonhuman/model';
import { z } from 'zod';

/** The tenant-like thing that a row lies in. */
export const ScopeRef = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
});
export type ScopeRef = z.infer<typeof ScopeRef>;

/** An identity by name, for links. */
export const IdentityRef = z.object({
  id: IdentityId,
  name: z.string(),
  kind: z.enum(identityKinds),
  provider: z.string(),
});
export type IdentityRef = z.infer<typeof IdentityRef>;

/** When a row of the inventory was known. */
export const Lifetime = z.object({
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  /** When a complete pass no longer showed it; null while it is there. */
  goneAt: Timestamp.nullable(),
});
export type Lifetime = z.infer<typeof Lifetime>;

/** A row of the inventory with what its source told. */
export function thingOf<T extends z.ZodType>(value: T) {
  return z.object({
    id: z.string(),
    scope: ScopeRef.nullable(),
    ...Lifetime.shape,
    value,
  });
}

/** Who answers for an identity or credential, by the best evidence there is. */
export const OwnerRef = z.object({
  type: z.enum(['person', 'team']),
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(['active', 'left', 'unknown']),
  basis: z.enum(['attested', 'inferred']),
});
export type OwnerRef = z.infer<typeof OwnerRef>;

/** One end of a delegation or grant; `id` is null when it is not in the inventory. */
export const PrincipalRef = z.object({
  id: z.string().nullable(),
  type: z.enum(['identity', 'credential', 'group', 'person', 'external', 'public', 'service']),
  name: z.string(),
});
export type PrincipalRef = z.infer<typeof PrincipalRef>;

export const InstanceThing = thingOf(Instance);
export type InstanceThing = z.infer<typeof InstanceThing>;

export const ExposureThing = thingOf(Exposure);
export type ExposureThing = z.infer<typeof ExposureThing>;

export const SecretReferenceThing = thingOf(SecretReference);
export type SecretReferenceThing = z.infer<typeof SecretReferenceThing>;

export const OwnershipThing = thingOf(Ownership);
export type OwnershipThing = z.infer<typeof OwnershipThing>;

/** A grant with the entitlement it gives and the resource it holds on; each null when it was not read. */
export const GrantThing = thingOf(Grant).extend({
  entitlement: Entitlement.nullable(),
  resource: Resource.nullable(),
});
export type GrantThing = z.infer<typeof GrantThing>;

/** A delegation with both of its ends by name. */
export const DelegationThing = thingOf(Delegation).extend({
  from: PrincipalRef,
  to: PrincipalRef,
});
export type DelegationThing = z.infer<typeof DelegationThing>;

/** Any row of the inventory. `value` is the thing itself, in the shape of its noun. */
export const AnyThing = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  name: z.string(),
  provider: z.string(),
  scope: ScopeRef.nullable(),
  ...Lifetime.shape,
  /** The identity that it is or belongs to; null when there is none or it is not known. */
  identity: IdentityRef.nullable(),
  value: z.record(z.string(), z.json()),
});
export type AnyThing = z.infer<typeof AnyThing>;

/** How often something occurs. */
export const Count = z.object({ key: z.string(), count: z.int().nonnegative() });
export type Count = z.infer<typeof Count>;

/** How many of each severity. */
export const SeverityCounts = z.object(
  Object.fromEntries(severities.map((severity) => [severity, z.int().nonnegative()])) as Record<
    (typeof severities)[number],
    z.ZodInt
  >,
);
export type SeverityCounts = z.infer<typeof SeverityCounts>;
