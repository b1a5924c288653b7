import { z } from 'zod';

const time = z.string().nullish();
const text = z.string().nullish();
const flag = z.boolean().nullish();
const One = z.object({ data: z.object({ id: z.string() }).nullish() }).nullish();
const Many = z.object({ data: z.array(z.object({ id: z.string() })).nullish() }).nullish();

/** An API key of the organization: sends data. Only its last four characters are told. */
export const ApiKey = z.object({
  id: z.string(),
  attributes: z.object({
    name: text,
    last4: text,
    created_at: time,
    modified_at: time,
    date_last_used: time,
    category: text,
    remote_config_read_enabled: flag,
  }),
  relationships: z.object({ created_by: One, modified_by: One }).nullish(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** An application key: reads and changes, with the rights of its owner. */
export const ApplicationKey = z.object({
  id: z.string(),
  attributes: z.object({
    name: text,
    last4: text,
    created_at: time,
    last_used_at: time,
    /** Null: every right of the owner. */
    scopes: z.array(z.string()).nullish(),
  }),
  relationships: z.object({ owned_by: One }).nullish(),
});
export type ApplicationKey = z.infer<typeof ApplicationKey>;

/** A user; `service_account` tells machines from people. */
export const User = z.object({
  id: z.string(),
  attributes: z.object({
    name: text,
    handle: text,
    email: text,
    title: text,
    service_account: flag,
    disabled: flag,
    status: text,
    created_at: time,
    last_login_time: time,
    mfa_enabled: flag,
  }),
  relationships: z.object({ roles: Many }).nullish(),
});
export type User = z.infer<typeof User>;

export const Role = z.object({
  id: z.string(),
  attributes: z.object({ name: text, user_count: z.number().nullish() }),
  relationships: z.object({ permissions: Many }).nullish(),
});
export type Role = z.infer<typeof Role>;

export const Permission = z.object({
  id: z.string(),
  attributes: z.object({
    name: z.string(),
    display_type: text,
    restricted: flag,
    group_name: text,
  }),
});
export type Permission = z.infer<typeof Permission>;
