import { z } from 'zod';

const time = z.string().nullish();
const text = z.string().nullish();

/** A token of an account or of a user: what it may do stands in its policies. */
export const ApiToken = z.object({
  id: z.string(),
  name: text,
  status: text,
  issued_on: time,
  modified_on: time,
  not_before: time,
  expires_on: time,
  last_used_on: time,
  creator_email_at_creation: text,
  policies: z
    .array(
      z.object({
        effect: text,
        permission_groups: z.array(z.object({ id: text, name: text })).nullish(),
        resources: z.record(z.string(), z.json()).nullish(),
      }),
    )
    .nullish(),
  condition: z
    .object({
      request_ip: z
        .object({
          in: z.array(z.string()).nullish(),
          not_in: z.array(z.string()).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** A service token of Access: client id and secret by which machines pass an application's door. */
export const ServiceToken = z.object({
  id: z.string(),
  name: text,
  client_id: text,
  created_at: time,
  updated_at: time,
  expires_at: time,
  last_seen_at: time,
  duration: text,
});
export type ServiceToken = z.infer<typeof ServiceToken>;

export const Member = z.object({
  id: z.string(),
  email: text,
  status: text,
  user: z
    .object({
      id: text,
      email: text,
      first_name: text,
      last_name: text,
      two_factor_authentication_enabled: z.boolean().nullish(),
    })
    .nullish(),
  roles: z.array(z.object({ id: text, name: z.string() })).nullish(),
});
export type Member = z.infer<typeof Member>;
