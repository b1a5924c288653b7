import { z } from 'zod';
import { observed, Timestamp } from './observed.ts';
import {
  accessLevels,
  credentialKinds,
  delegationKinds,
  environments,
  identityKinds,
  statuses,
} from './words.ts';

/** Names an inventory row inside one connector: unique, stable under reordering, never a secret. */
const Key = z.string().min(1).max(1024);

/** Facts that only one provider has; never a secret. Shown, exported and read by checks that ask for them. */
export const Attributes = z.record(z.string(), z.json());
export type Attributes = z.infer<typeof Attributes>;

/** Where something was seen: a file on a host, or a field at a provider. */
export const Place = z.object({
  kind: z.enum(['file', 'environment', 'provider']),
  /** Absolute path, or the provider's own locator (ARN, URL). */
  locator: z.string(),
  /** The machine that a file lies on: the same path on two hosts is two places. Absent when not told. */
  host: z.string().optional(),
  line: z.int().positive().optional(),
  /** Path inside a structured file, e.g. `profiles.default.aws_secret_access_key`. */
  keyPath: z.string().optional(),
  /** POSIX permission bits as four octal digits, e.g. `0600`; absent when not a file or not told. */
  mode: z
    .string()
    .regex(/^[0-7]{4}$/)
    .optional(),
  /** The account that owns the file. */
  fileOwner: z.string().optional(),
  modifiedAt: Timestamp.optional(),
  /** Who besides the owner may read it by its permission bits; unknown where bits do not tell. */
  readableBy: z.enum(['owner', 'group', 'everyone', 'unknown']).optional(),
  /** Whether version control holds the file. */
  tracked: z.boolean().optional(),
});
export type Place = z.infer<typeof Place>;

/** The tenant-like thing inside a connection: AWS account, GitHub organization, cluster, folder of a host. */
export const Scope = z.object({
  key: Key,
  kind: z.string(),
  name: z.string(),
  provider: z.string(),
});
export type Scope = z.infer<typeof Scope>;

/**
 * Something non-human that can authenticate.
 *
 * In every thing, an absent field means "this source does not tell" and keeps what is known;
 * null or an empty value means "told: none".
 */
export const Identity = z.object({
  key: Key,
  provider: z.string(),
  kind: z.enum(identityKinds),
  /** The provider's own name of the kind, e.g. `aws-iam-user`. */
  nativeType: z.string(),
  name: z.string(),
  status: z.enum(statuses),
  createdAt: observed(Timestamp),
  lastUsedAt: observed(Timestamp),
  /** The person or identity that made it. */
  createdBy: observed(z.string()).optional(),
  description: z.string().nullable().optional(),
  environment: z.enum(environments).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  /** Highest access it has been told to have. */
  access: z.enum(accessLevels).optional(),
  place: Place.optional(),
  attributes: Attributes.optional(),
});
export type Identity = z.infer<typeof Identity>;

/** A running or installed occurrence of an identity: installation, workload, container, unit. */
export const Instance = z.object({
  key: Key,
  provider: z.string(),
  identityKey: Key,
  nativeType: z.string(),
  name: z.string(),
  status: z.enum(statuses),
  place: Place.optional(),
  attributes: Attributes.optional(),
});
export type Instance = z.infer<typeof Instance>;

/** What an identity presents to authenticate. Metadata only; `fingerprint` is keyed per workspace. */
export const Credential = z.object({
  key: Key,
  provider: z.string(),
  /** Null when nothing tells whose it is. */
  identityKey: Key.nullable(),
  kind: z.enum(credentialKinds),
  nativeType: z.string(),
  name: z.string(),
  status: z.enum(statuses),
  createdAt: observed(Timestamp),
  /** `never`: it is known not to expire. */
  expiresAt: observed(Timestamp),
  lastUsedAt: observed(Timestamp),
  lastRotatedAt: observed(Timestamp),
  /** The identifier that the provider itself shows, e.g. an access key id or a key fingerprint. */
  publicId: z.string().nullable().optional(),
  fingerprint: z.string().nullable().optional(),
  /** Redacted, never enough to use. */
  preview: z.string().nullable().optional(),
  scopes: z.array(z.string()).optional(),
  access: z.enum(accessLevels).optional(),
  place: Place.optional(),
  /** Known words: `algorithm`, `bits`, `encrypted`, `protection`, `issuer`, `subject`, `audience`. */
  attributes: Attributes.optional(),
});
export type Credential = z.infer<typeof Credential>;

/** What can be acted on. */
export const Resource = z.object({
  key: Key,
  provider: z.string(),
  nativeType: z.string(),
  name: z.string(),
  environment: z.enum(environments).optional(),
  attributes: Attributes.optional(),
});
export type Resource = z.infer<typeof Resource>;

/** A named bundle that can be granted: role, policy, OAuth scope. */
export const Entitlement = z.object({
  key: Key,
  provider: z.string(),
  nativeType: z.string(),
  name: z.string(),
  access: z.enum(accessLevels),
  /** Actions that end in or are a wildcard, as written. */
  wildcards: z.array(z.string()).optional(),
  /** The provider's own document (policy, rules), for the access evaluators. */
  document: z.json().optional(),
  attributes: Attributes.optional(),
});
export type Entitlement = z.infer<typeof Entitlement>;

/** A subject of a grant or delegation, in the provider's words. */
export const Principal = z.object({
  type: z.enum(['identity', 'group', 'person', 'external', 'public', 'service']),
  /** The key of the identity when `type` is `identity`; else the provider's own name of it. */
  key: Key,
  name: z.string(),
});
export type Principal = z.infer<typeof Principal>;

/** The fact that a principal has an entitlement on something, and through what. */
export const Grant = z.object({
  key: Key,
  provider: z.string(),
  principal: Principal,
  entitlementKey: Key,
  /** What it holds on, in the provider's words: `*`, an ARN, a namespace, a repository. */
  on: z.string(),
  resourceKey: Key.nullable().optional(),
  /** The group or parent that it comes through; null when direct. */
  via: z.string().nullable(),
  conditional: z.boolean(),
  attributes: Attributes.optional(),
});
export type Grant = z.infer<typeof Grant>;

/** That `from` may become, act as, hold or start `to`. */
export const Delegation = z.object({
  key: Key,
  provider: z.string(),
  kind: z.enum(delegationKinds),
  from: Principal,
  to: z.object({ type: z.enum(['identity', 'credential']), key: Key }),
  conditional: z.boolean(),
  /** Conditions as the provider wrote them. */
  conditions: z.json().optional(),
  attributes: Attributes.optional(),
});
export type Delegation = z.infer<typeof Delegation>;

/** A secret seen where it should not be. */
export const Exposure = z.object({
  key: Key,
  provider: z.string(),
  /** The credential that it exposes; null when it could not be told. */
  credentialKey: Key.nullable(),
  /** Who reads it from there, when told. */
  identityKey: Key.nullable().optional(),
  detector: z.string(),
  title: z.string(),
  place: Place,
  fingerprint: z.string(),
  preview: z.string(),
  /** `expected`: the tool's own credential file; `source`, `ci`, `agent-configuration`… where it must not be. */
  setting: z.enum([
    'tool-configuration',
    'source',
    'environment-file',
    'ci',
    'infrastructure-code',
    'agent-configuration',
    'service-definition',
    'state-file',
    'provider',
  ]),
  environment: z.enum(environments).optional(),
  attributes: Attributes.optional(),
});
export type Exposure = z.infer<typeof Exposure>;

/** Where a secret's value lives, as named by whoever reads it. */
export const SecretReference = z.object({
  key: Key,
  provider: z.string(),
  /** The kind of store: `environment-variable`, `github-actions-secret`, `vault`, `keychain`, `command`… */
  store: z.string(),
  name: z.string(),
  /** The identity that reads it, when told. */
  identityKey: Key.nullable(),
  place: Place,
  attributes: Attributes.optional(),
});
export type SecretReference = z.infer<typeof SecretReference>;

/** One piece of evidence about who answers for a thing. */
export const Ownership = z.object({
  key: Key,
  provider: z.string(),
  subject: z.object({ type: z.enum(['identity', 'credential']), key: Key }),
  owner: z.object({
    type: z.enum(['person', 'team']),
    name: z.string(),
    email: z.string().nullable(),
    status: z.enum(['active', 'left', 'unknown']),
  }),
  basis: z.enum(['attested', 'inferred']),
  /** What tells: `tag`, `provider-owner`, `creator`, `git-author`, `codeowners`, `file-owner`… */
  signal: z.string(),
  /** From 0 to 1. */
  confidence: z.number().min(0).max(1),
  place: Place.optional(),
});
export type Ownership = z.infer<typeof Ownership>;

/**
 * A human being, as one source tells of them.
 *
 * The same person in several sources is recognised by e-mail address or login, never by name.
 */
export const Person = z.object({
  key: Key,
  provider: z.string(),
  /** The name for display; the login or e-mail address when nothing else is told. */
  name: z.string(),
  /** In lower case. */
  email: z.string().nullable(),
  /** Account names by which other facts of this source name the person. */
  logins: z.array(z.string()).optional(),
  /** `left`: the source tells that they no longer belong, or that their account is shut. */
  status: z.enum(['active', 'left', 'unknown']),
  /** The day after which they are gone; never: told that none is planned. */
  leftAt: observed(Timestamp),
  lastUsedAt: observed(Timestamp).optional(),
  managerEmail: z.string().nullable().optional(),
  title: z.string().nullable().optional(),
  place: Place.optional(),
  attributes: Attributes.optional(),
});
export type Person = z.infer<typeof Person>;

/** A group of people that can answer for things. */
export const Team = z.object({
  key: Key,
  provider: z.string(),
  name: z.string(),
  email: z.string().nullable().optional(),
  /** Keys of its people at the same source; absent when the members were not told. */
  memberKeys: z.array(Key).optional(),
  attributes: Attributes.optional(),
});
export type Team = z.infer<typeof Team>;

/** The schema of each noun. */
export const things = {
  identity: Identity,
  instance: Instance,
  credential: Credential,
  resource: Resource,
  entitlement: Entitlement,
  grant: Grant,
  delegation: Delegation,
  exposure: Exposure,
  'secret-reference': SecretReference,
  ownership: Ownership,
  person: Person,
  team: Team,
} as const;
/** The value of each noun. */
export type Things = { [N in keyof typeof things]: z.infer<(typeof things)[N]> };
