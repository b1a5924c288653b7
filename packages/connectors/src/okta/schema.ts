import { z } from 'zod';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const texts = z.array(z.string()).nullish();

/** A user: a person, or what is used as a service account. */
export const User = z.object({
  id: z.string().min(1),
  status: text,
  created: text,
  statusChanged: text,
  lastLogin: text,
  profile: z
    .object({
      login: text,
      email: text,
      firstName: text,
      lastName: text,
      displayName: text,
      title: text,
      manager: text,
      userType: text,
    })
    .nullish(),
});
export type User = z.infer<typeof User>;

export const Group = z.object({
  id: z.string().min(1),
  type: text,
  profile: z.object({ name: text, description: text }).nullish(),
});
export type Group = z.infer<typeof Group>;

/** A key of a client, as a JSON web key. Private members are never read. */
export const WebKey = z.object({
  id: text,
  kid: text,
  kty: text,
  alg: text,
  use: text,
  n: text,
  crv: text,
  status: text,
  created: text,
  lastUpdated: text,
  expiresAt: text,
  'x5t#S256': text,
});
export type WebKey = z.infer<typeof WebKey>;

export const App = z.object({
  id: z.string().min(1),
  name: text,
  label: text,
  status: text,
  created: text,
  lastUpdated: text,
  signOnMode: z.string(),
  features: texts,
  credentials: z
    .object({
      scheme: text,
      oauthClient: z
        .object({ client_id: text, token_endpoint_auth_method: text, autoKeyRotation: flag })
        .nullish(),
    })
    .nullish(),
  settings: z
    .object({
      oauthClient: z
        .object({
          application_type: text,
          grant_types: texts,
          redirect_uris: texts,
          wildcard_redirect: text,
          dpop_bound_access_tokens: flag,
          jwks_uri: text,
          jwks: z.object({ keys: z.array(WebKey).nullish() }).nullish(),
        })
        .nullish(),
      notes: z.object({ admin: text }).nullish(),
    })
    .nullish(),
});
export type App = z.infer<typeof App>;

/** A secret of a client. Its value is fingerprinted when a file holds it, and dropped. */
export const ClientSecret = z.object({
  id: z.string().min(1),
  status: text,
  created: text,
  lastUpdated: text,
  secret_hash: text,
  client_secret: text,
});
export type ClientSecret = z.infer<typeof ClientSecret>;

/** That an application may use a scope of Okta's own interfaces. */
export const AppGrant = z.object({
  id: z.string().min(1),
  status: text,
  created: text,
  createdBy: z.object({ id: text, type: text }).nullish(),
  clientId: text,
  issuer: text,
  scopeId: z.string().min(1),
  source: text,
  userId: text,
});
export type AppGrant = z.infer<typeof AppGrant>;

/** A refresh token that an application holds for a user. */
export const AppToken = z.object({
  id: z.string().min(1),
  status: text,
  created: text,
  expiresAt: text,
  clientId: text,
  userId: text,
  scopes: texts,
});
export type AppToken = z.infer<typeof AppToken>;

export const ApiToken = z.object({
  id: z.string().min(1),
  name: text,
  userId: text,
  clientName: text,
  created: text,
  lastUpdated: text,
  expiresAt: text,
  tokenWindow: text,
  network: z.object({ connection: text, include: texts, exclude: texts }).nullish(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** An integration from Okta's catalogue that calls Okta's interfaces by itself. */
export const ApiService = z.object({
  id: z.string().min(1),
  name: text,
  type: text,
  createdAt: text,
  createdBy: text,
  grantedScopes: texts,
});
export type ApiService = z.infer<typeof ApiService>;

/** An administrative role that a user, group or client has been given. */
export const RoleAssignment = z.object({
  id: text,
  label: text,
  type: z.string().min(1),
  status: text,
  created: text,
  assignmentType: text,
  /** Of a custom role. */
  role: text,
  'resource-set': text,
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;

export const CustomRole = z.object({
  id: z.string().min(1),
  label: z.string(),
  description: text,
  created: text,
});
export type CustomRole = z.infer<typeof CustomRole>;

export const RolePermission = z.object({ label: z.string().min(1) });
export type RolePermission = z.infer<typeof RolePermission>;

export const Hook = z.object({
  id: z.string().min(1),
  name: text,
  status: text,
  created: text,
  createdBy: text,
  type: text,
  events: z.object({ items: texts }).nullish(),
  channel: z
    .object({
      config: z
        .object({ uri: text, authScheme: z.object({ type: text, key: text }).nullish() })
        .nullish(),
    })
    .nullish(),
});
export type Hook = z.infer<typeof Hook>;

/** An event of the System Log. */
export const LogEvent = z.object({
  uuid: text,
  published: z.string(),
  eventType: z.string(),
  outcome: z.object({ result: text }).nullish(),
  actor: z.object({ id: text, type: text, alternateId: text }).nullish(),
  transaction: z.object({ detail: z.object({ requestApiTokenId: text }).nullish() }).nullish(),
});
export type LogEvent = z.infer<typeof LogEvent>;
