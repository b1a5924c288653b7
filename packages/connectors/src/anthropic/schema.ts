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
