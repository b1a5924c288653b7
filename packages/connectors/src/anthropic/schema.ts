import { z } from 'zod';

const time = z.string().nullish();
const text = z.string().nullish();

export const User = z.object({
  id: z.string(),
  name: text,
  email: text,
  role: text,
  added_at: time,
});
export type User = z.infer<typeof User>;

export const Workspace = z.object({
  id: z.string(),
  name: text,
  created_at: time,
  archived_at: time,
});
export type Workspace = z.infer<typeof Workspace>;

export const WorkspaceMember = z.object({
  user_id: z.string(),
  workspace_id: text,
  workspace_role: z.string(),
});
export type WorkspaceMember = z.infer<typeof WorkspaceMember>;

/** An API key. Its value is told by a hint of its start and end. */
export const ApiKey = z.object({
  id: z.string(),
  name: text,
  /** Null: the default workspace. */
  workspace_id: text,
  created_at: time,
  expires_at: time,
  last_used_at: time,
  created_by: z.object({ id: text, type: text }).nullish(),
  partial_key_hint: text,
  status: text,
});
export type ApiKey = z.infer<typeof ApiKey>;

/** One day of the usage report, grouped by key. */
export const UsageBucket = z.object({
  starting_at: z.string(),
  ending_at: z.string(),
  results: z.array(z.object({ api_key_id: text })),
});
export type UsageBucket = z.infer<typeof UsageBucket>;

/** A named workload identity that federation rules lead to. */
export const ServiceAccount = z.object({
  id: z.string(),
  name: text,
  description: text,
  organization_role: text,
  created_at: time,
  archived_at: time,
  created_by_actor_id: text,
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

export const FederationIssuer = z.object({
  id: z.string(),
  name: text,
  issuer_url: z.string(),
  archived_at: time,
});
export type FederationIssuer = z.infer<typeof FederationIssuer>;

/** Whose tokens are exchanged for tokens of a service account. */
export const FederationRule = z.object({
  id: z.string(),
  name: text,
  description: text,
  issuer_id: z.string(),
  issuer_name: text,
  oauth_scope: text,
  applies_to_all_workspaces: z.boolean().nullish(),
  workspace_ids: z.array(z.string()).nullish(),
  token_lifetime_seconds: z.number().nullish(),
  created_at: time,
  updated_at: time,
  archived_at: time,
  created_by_actor_id: text,
  match: z.object({
    audience: text,
    /** Exact, unless it ends in `*`. */
    subject_prefix: text,
    claims: z.record(z.string(), z.string()).nullish(),
    condition: text,
  }),
  target: z.object({ service_account_id: z.string(), service_account_name: text }),
});
export type FederationRule = z.infer<typeof FederationRule>;
