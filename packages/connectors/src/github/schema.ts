import { z } from 'zod';

const time = z.string().nullish();
const Account = z.object({ login: z.string(), type: z.string().nullish() });
const levels = z.record(z.string(), z.string());

/** An app as it is installed in an organization, of `/orgs/{org}/installations`. */
export const Installation = z.object({
  id: z.number(),
  app_id: z.number().nullish(),
  app_slug: z.string(),
  account: Account.nullish(),
  repository_selection: z.string().nullish(),
  permissions: levels.nullish(),
  events: z.array(z.string()).nullish(),
  created_at: time,
  suspended_at: time,
});
export type Installation = z.infer<typeof Installation>;

/** A fine-grained token with access to an organization, or a request for it. */
export const FineGrainedToken = z.object({
  id: z.number(),
  owner: Account,
  token_id: z.number().nullish(),
  token_name: z.string().nullish(),
  token_expired: z.boolean().nullish(),
  token_expires_at: time,
  token_last_used_at: time,
  access_granted_at: time,
  created_at: time,
  reason: z.string().nullish(),
  repository_selection: z.string().nullish(),
  permissions: z.record(z.string(), levels.nullish()).nullish(),
});
export type FineGrainedToken = z.infer<typeof FineGrainedToken>;

/** A token or SSH key that its owner authorized for single sign-on. */
export const CredentialAuthorization = z.object({
  login: z.string(),
  credential_id: z.number(),
  credential_type: z.string(),
  token_last_eight: z.string().nullish(),
  credential_authorized_at: time,
  credential_accessed_at: time,
  authorized_credential_note: z.string().nullish(),
  authorized_credential_title: z.string().nullish(),
  authorized_credential_expires_at: time,
  scopes: z.array(z.string()).nullish(),
  fingerprint: z.string().nullish(),
});
export type CredentialAuthorization = z.infer<typeof CredentialAuthorization>;

export const DeployKey = z.object({
  id: z.number(),
  key: z.string().nullish(),
  url: z.string().nullish(),
  title: z.string().nullish(),
  read_only: z.boolean().nullish(),
  added_by: z.string().nullish(),
  created_at: time,
  last_used: time,
  enabled: z.boolean().nullish(),
});
export type DeployKey = z.infer<typeof DeployKey>;

/** Name and dates of a secret; GitHub never gives the value. */
export const SecretEntry = z.object({
  name: z.string(),
  created_at: time,
  updated_at: time,
  visibility: z.string().nullish(),
});
export type SecretEntry = z.infer<typeof SecretEntry>;

export const Hook = z.object({
  id: z.number(),
  url: z.string().nullish(),
  active: z.boolean().nullish(),
  events: z.array(z.string()).nullish(),
  config: z.object({
    url: z.string().nullish(),
    /** Masked by GitHub when there is one; absent when there is none. */
    secret: z.string().nullish(),
    insecure_ssl: z.union([z.string(), z.number()]).nullish(),
  }),
  created_at: time,
});
export type Hook = z.infer<typeof Hook>;

export const Runner = z.object({
  id: z.number(),
  name: z.string(),
  os: z.string().nullish(),
  status: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
});
export type Runner = z.infer<typeof Runner>;

export const Repository = z.object({
  id: z.int().nullish(),
  owner: z.object({ id: z.int().nullish() }).nullish(),
  name: z.string(),
  full_name: z.string(),
  private: z.boolean().nullish(),
  visibility: z.string().nullish(),
  archived: z.boolean().nullish(),
  fork: z.boolean().nullish(),
});
export type Repository = z.infer<typeof Repository>;

/** What the `sub` claim of an organization's or repository's OIDC tokens is made of. */
export const SubjectTemplate = z.object({
  use_default: z.boolean().nullish(),
  include_claim_keys: z.array(z.string()).nullish(),
});
export type SubjectTemplate = z.infer<typeof SubjectTemplate>;
