import { z } from 'zod';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const id = z.union([z.string(), z.number()]).transform(String);
/** Milliseconds since 1970; -1: never. */
const millis = z.number().nullish();
const Values = z.array(z.object({ value: text, display: text })).nullish();

export const ServicePrincipal = z.object({
  id,
  applicationId: z.string(),
  displayName: text,
  active: flag,
  externalId: text,
  groups: Values,
  entitlements: Values,
  roles: Values,
});
export type ServicePrincipal = z.infer<typeof ServicePrincipal>;

export const User = z.object({
  id,
  userName: z.string(),
  displayName: text,
  active: flag,
  emails: Values,
  groups: Values,
  entitlements: Values,
});
export type User = z.infer<typeof User>;

export const Group = z.object({
  id,
  displayName: z.string(),
  entitlements: Values,
  members: z.array(z.object({ value: id, display: text, $ref: text, type: text })).nullish(),
});
export type Group = z.infer<typeof Group>;

/** A personal access token of `token-management`. */
export const Token = z.object({
  token_id: z.string(),
  comment: text,
  created_by_id: id.nullish(),
  created_by_username: text,
  owner_id: id.nullish(),
  creation_time: millis,
  expiry_time: millis,
  last_used_day: millis,
});
export type Token = z.infer<typeof Token>;

/** The metadata of an OAuth secret of a service principal. */
export const OauthSecret = z.object({
  id: z.string(),
  secret_hash: text,
  status: text,
  create_time: text,
  update_time: text,
  expire_time: text,
});
export type OauthSecret = z.infer<typeof OauthSecret>;

/** Whose tokens a service principal accepts in place of a secret. */
export const FederationPolicy = z.object({
  uid: text,
  name: text,
  policy_id: text,
  create_time: text,
  update_time: text,
  description: text,
  oidc_policy: z
    .object({
      issuer: text,
      audiences: z.array(z.string()).nullish(),
      subject: text,
      subject_claim: text,
    })
    .nullish(),
});
export type FederationPolicy = z.infer<typeof FederationPolicy>;

export const SecretScope = z.object({
  name: z.string(),
  backend_type: text,
  keyvault_metadata: z.object({ dns_name: text, resource_id: text }).nullish(),
});
export type SecretScope = z.infer<typeof SecretScope>;

export const Secret = z.object({ key: z.string(), last_updated_timestamp: millis });
export type Secret = z.infer<typeof Secret>;

export const Acl = z.object({ principal: z.string(), permission: z.string() });
export type Acl = z.infer<typeof Acl>;
