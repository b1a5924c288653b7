import { z } from 'zod';

/** Seconds since 1970. */
const seconds = z.number().nullish();
const text = z.string().nullish();

export const User = z.object({
  id: z.string(),
  name: text,
  email: text,
  role: text,
  added_at: seconds,
});
export type User = z.infer<typeof User>;

export const Project = z.object({
  id: z.string(),
  name: text,
  created_at: seconds,
  archived_at: seconds,
  status: text,
});
export type Project = z.infer<typeof Project>;

export const ServiceAccount = z.object({
  id: z.string(),
  name: text,
  role: text,
  created_at: seconds,
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** A key of a project. Its value is told redacted. */
export const ProjectKey = z.object({
  id: z.string(),
  name: text,
  redacted_value: text,
  created_at: seconds,
  last_used_at: seconds,
  expires_at: seconds,
  owner: z
    .object({ type: text, user: User.nullish(), service_account: ServiceAccount.nullish() })
    .nullish(),
});
export type ProjectKey = z.infer<typeof ProjectKey>;

/** An admin key of the organization. */
export const AdminKey = z.object({
  id: z.string(),
  name: text,
  redacted_value: text,
  created_at: seconds,
  last_used_at: seconds,
  expires_at: seconds,
  owner: z.object({ type: text, object: text, id: text, name: text, role: text }).nullish(),
});
export type AdminKey = z.infer<typeof AdminKey>;
