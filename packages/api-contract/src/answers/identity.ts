import {
  accessLevels,
  environments,
  Identity,
  IdentityId,
  identityKinds,
  nouns,
  observed,
  severities,
  statuses,
  Timestamp,
} from '@nonhuman/model';
import { z } from 'zod';
import { ListingCoverage } from './coverage.ts';
import { CredentialThing } from './credential.ts';
import { FindingRow } from './finding.ts';
import { linkVerdicts } from './link.ts';
import {
  Count,
  DelegationThing,
  ExposureThing,
  GrantThing,
  InstanceThing,
  OwnerRef,
  OwnershipThing,
  ScopeRef,
  SecretReferenceThing,
  thingOf,
} from './thing.ts';

/** One line of the identity list. */
export const IdentityRow = z.object({
  id: IdentityId,
  name: z.string(),
  kind: z.enum(identityKinds),
  nativeType: z.string(),
  provider: z.string(),
  scope: ScopeRef.nullable(),
  environment: z.enum(environments),
  status: z.enum(statuses),
  access: z.enum(accessLevels),
  createdAt: observed(Timestamp),
  lastUsedAt: observed(Timestamp),
  /** 0 to 100; null until it has been evaluated, and when the past was asked for. */
  risk: z.number().nullable(),
  worstSeverity: z.enum(severities).nullable(),
  openFindings: z.int().nonnegative(),
  /** The best evidence of an owner; null when there is none. */
  owner: OwnerRef.nullable(),
  credentials: z.int().nonnegative(),
  /** Places where a secret of it was seen, tools' own files left out. */
  exposures: z.int().nonnegative(),
});
export type IdentityRow = z.infer<typeof IdentityRow>;

/** Counts under the same filters as the list. A facet does not narrow itself: its other values stay countable. */
export const IdentityFacets = z.object({
  total: z.int().nonnegative(),
  kind: z.array(Count),
  provider: z.array(Count),
  status: z.array(Count),
  environment: z.array(Count),
  access: z.array(Count),
  severity: z.array(Count),
  owner: z.array(Count),
  scope: z.array(Count.extend({ name: z.string() })),
});
export type IdentityFacets = z.infer<typeof IdentityFacets>;

/** One reason for a risk score. */
export const RiskFactor = z.object({
  /** E.g. `access`, `exposure`, `findings`. */
  id: z.string(),
  /** Points that it adds. */
  points: z.number(),
  because: z.string(),
  /** What would take the points away; null when nothing reasonable would. */
  action: z.string().nullable(),
});
export type RiskFactor = z.infer<typeof RiskFactor>;

/** Why an identity has its score, and what would lower it. */
export const Risk = z.object({
  score: z.number(),
  factors: z.array(RiskFactor),
  /** What would lower the score, and by how much if done alone; the most effective first. */
  wouldLower: z.array(z.object({ action: z.string(), points: z.number() })),
});
export type Risk = z.infer<typeof Risk>;

/** All that is known around one identity. Lists are empty when there are none or none were read: `coverage` tells which. */
export const IdentityDetail = thingOf(Identity).extend({
  id: IdentityId,
  /** The moment that this is as of: the one asked for, or the last of an identity that is gone; null is now. */
  asOf: Timestamp.nullable(),
  owner: OwnerRef.nullable(),
  worstSeverity: z.enum(severities).nullable(),
  risk: Risk.nullable(),
  credentials: z.array(CredentialThing),
  instances: z.array(InstanceThing),
  grants: z.array(GrantThing),
  delegations: z.object({
    /** Where this identity may go. */
    from: z.array(DelegationThing),
    /** Who may become or use this identity. */
    to: z.array(DelegationThing),
  }),
  exposures: z.array(ExposureThing),
  secretReferences: z.array(SecretReferenceThing),
  ownership: z.array(OwnershipThing),
  findings: z.array(FindingRow),
  coverage: z.array(ListingCoverage),
  /** Lists that were cut at their bound, by name. */
  truncated: z.array(z.string()),
});
export type IdentityDetail = z.infer<typeof IdentityDetail>;

/** One field that became another. `null` stands for absent. */
export const FieldChange = z.object({
  field: z.string(),
  before: z.json(),
  after: z.json(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** One change of the identity or of something that belongs to it. */
export const HistoryEntry = z.object({
  at: Timestamp,
  change: z.enum(['appeared', 'changed', 'gone', 'returned']),
  thing: z.object({ id: z.string(), noun: z.enum(nouns), name: z.string() }),
  fields: z.array(FieldChange),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const GraphNode = z.object({
  id: z.string(),
  /** `principal` is one that is not in the inventory: a group, a person, an outside account. */
  noun: z.enum([...nouns, 'principal']),
  name: z.string(),
  /** Kind of identity or credential, native type of anything else. */
  kind: z.string(),
  provider: z.string().nullable(),
  worstSeverity: z.enum(severities).nullable(),
  access: z.enum(accessLevels).nullable(),
  /** Steps from the identity asked for. */
  depth: z.int().nonnegative(),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphEdge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  /** A delegation kind, a relation of a link (`same`, `logs-in-as`…), or `has-credential`, `has-grant`, `gives`, `on`, `exposed-in`, `runs-as`. */
  kind: z.string(),
  conditional: z.boolean(),
  /** Of a link: how sure it is and why; absent of what a source tells. */
  link: z
    .object({ confidence: z.number(), because: z.string(), verdict: z.enum(linkVerdicts) })
    .optional(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

/** The neighbourhood of an identity. */
export const Graph = z.object({
  root: IdentityId,
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
  /** True when the bound on nodes cut it. */
  truncated: z.boolean(),
});
export type Graph = z.infer<typeof Graph>;
