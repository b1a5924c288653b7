import { z } from 'zod';

/** How dates are written; `iso` also takes what ISO 8601 allows to leave out. */
export const dateFormats = [
  'iso',
  'epoch-seconds',
  'epoch-milliseconds',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
  'YYYYMMDD',
] as const;

const Lookup = z.record(z.string(), z.string());
const Column = z.strictObject({
  /** The column of a CSV file, or the path in a JSON record, joined by dots. */
  column: z.string().min(1),
  /** What is written → what is meant; other values stay as they are. */
  values: Lookup.optional(),
  /** Of a date. */
  format: z.enum(dateFormats).optional(),
  /** Of a date: values that mean "it never happened" or "never will". An empty value means "not told". */
  never: z.array(z.string()).optional(),
});
const Constant = z.strictObject({ constant: z.string() });

/** Where a value comes from: a column by its name alone, a column with more, or a constant. */
export const Field = z.union([z.string().min(1), Column, Constant]);
export type Field = z.infer<typeof Field>;

const AttributeFields = z.record(z.string(), Field).optional();

const IdentityFields = z.strictObject({
  /** What tells one from another; the name when absent. */
  key: Field.optional(),
  name: Field,
  kind: Field.optional(),
  nativeType: Field.optional(),
  status: Field.optional(),
  createdAt: Field.optional(),
  lastUsedAt: Field.optional(),
  createdBy: Field.optional(),
  description: Field.optional(),
  environment: Field.optional(),
  access: Field.optional(),
  attributes: AttributeFields,
});

const CredentialFields = z.strictObject({
  /** What tells one from another; the public id, else the name, when absent. */
  key: Field.optional(),
  name: Field.optional(),
  kind: Field.optional(),
  nativeType: Field.optional(),
  status: Field.optional(),
  createdAt: Field.optional(),
  expiresAt: Field.optional(),
  lastUsedAt: Field.optional(),
  lastRotatedAt: Field.optional(),
  publicId: Field.optional(),
  /** The value itself. Only a keyed fingerprint and a redacted preview of it are kept. */
  secret: Field.optional(),
  /** Several in one value are parted by comma, semicolon or blank. */
  scopes: Field.optional(),
  access: Field.optional(),
  attributes: AttributeFields,
});

const OwnerFields = z.strictObject({
  name: Field.optional(),
  email: Field.optional(),
  /** `person` or `team`. */
  type: Field.optional(),
  /** `active` or `left`. */
  status: Field.optional(),
});

const GrantFields = z.strictObject({
  /** The role, policy or scope that is held. */
  entitlement: Field,
  /** What it holds on; `*` when absent. */
  on: Field.optional(),
  access: Field.optional(),
});

/** A mapping file: which columns of an export are which fields. */
export const Mapping = z
  .strictObject({
    /** Tells this file from others; must be 1. */
    nonhumanMapping: z.literal(1),
    /** The provider's name in lower case with hyphens, e.g. `acme-vault`. */
    provider: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits and hyphens'),
    /** The tenant that the export is of; the provider when absent. */
    scope: z.string().min(1).optional(),
    /** Of JSON: where the list of records lies, joined by dots; the top when absent. */
    records: z.string().optional(),
    /** The export lists everything, so that what is no longer in it is gone. */
    complete: z.boolean().default(false),
    /** How dates are written that say nothing else. */
    dates: z.enum(dateFormats).default('iso'),
    identity: IdentityFields,
    credential: CredentialFields.optional(),
    owner: OwnerFields.optional(),
    grant: GrantFields.optional(),
  })
  .refine((mapping) => !mapping.owner || mapping.owner.name || mapping.owner.email, {
    message: 'an owner needs a name or an email',
    path: ['owner'],
  });
export type Mapping = z.infer<typeof Mapping>;
