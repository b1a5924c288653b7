import { z } from 'zod';

/** Text, or milliseconds since 1970. */
const time = z.union([z.string(), z.number()]).nullish();
const text = z.string().nullish();
const flag = z.boolean().nullish();

/** An API token of a managed account. */
export const ApiToken = z.object({
  id: z.string(),
  label: text,
  status: text,
  createdAt: time,
  expiresAt: time,
  lastActiveAt: time,
  user: z.object({ id: text, name: text, email: text }).nullish(),
});
export type ApiToken = z.infer<typeof ApiToken>;

export const ServiceAccount = z.object({
  id: z.string(),
  atlassianId: text,
  email: text,
  displayName: text,
  description: text,
  status: text,
  createdById: text,
  updatedAt: time,
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** An OAuth client by which a service account signs in. */
export const OauthClient = z.object({
  clientId: z.string(),
  name: text,
  createdAt: time,
  updatedAt: time,
  status: text,
});
export type OauthClient = z.infer<typeof OauthClient>;

/** A managed account of the organization. */
export const User = z.object({
  account_id: z.string(),
  account_type: text,
  account_status: text,
  name: text,
  email: text,
  last_active: text,
});
export type User = z.infer<typeof User>;

/** An app of a site (Connect, Forge or its own), as the plugin manager lists it. */
export const App = z.object({
  key: z.string(),
  name: text,
  enabled: flag,
  userInstalled: flag,
  description: text,
  version: text,
  vendor: z.object({ name: text }).nullish(),
});
export type App = z.infer<typeof App>;

/** An access key of a Bitbucket repository: it may only read. */
export const DeployKey = z.object({
  id: z.number(),
  key: text,
  label: text,
  comment: text,
  created_on: time,
  last_used: time,
  repository: z.object({ full_name: text }).nullish(),
});
export type DeployKey = z.infer<typeof DeployKey>;

export const Repository = z.object({
  slug: z.string(),
  full_name: z.string(),
  is_private: flag,
});
export type Repository = z.infer<typeof Repository>;
