import { z } from 'zod';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const id = z.union([z.string(), z.number()]).transform(String);

/** A member of `users.list`: a person, a bot or the user of an app. */
export const User = z.object({
  id: z.string(),
  team_id: text,
  name: z.string(),
  real_name: text,
  deleted: flag,
  is_bot: flag,
  is_app_user: flag,
  is_workflow_bot: flag,
  is_admin: flag,
  is_owner: flag,
  is_primary_owner: flag,
  is_restricted: flag,
  profile: z
    .object({
      email: text,
      real_name: text,
      title: text,
      bot_id: text,
      api_app_id: text,
    })
    .nullish(),
});
export type User = z.infer<typeof User>;

const App = z.object({
  id: z.string(),
  name: text,
  description: text,
  developer_type: text,
  is_internal: flag,
  is_app_directory_approved: flag,
  is_granular_bot_app: flag,
  app_homepage_url: text,
});

const Scope = z.object({
  name: z.string(),
  is_sensitive: flag,
  token_type: text,
});

/** An app of `admin.apps.approved.list`, `admin.apps.restricted.list` or `admin.apps.requests.list`. */
export const AppEntry = z.object({
  app: App,
  scopes: z.array(Scope).nullish(),
  date_updated: z.number().nullish(),
  date_created: z.number().nullish(),
  last_resolved_by: z.object({ actor_id: text, actor_type: text }).nullish(),
  user: z.object({ id: z.string(), name: text, email: text }).nullish(),
});
export type AppEntry = z.infer<typeof AppEntry>;

/** One entry of `team.integrationLogs`. */
export const IntegrationLog = z.object({
  app_id: id.nullish(),
  app_type: text,
  service_id: id.nullish(),
  service_type: text,
  user_id: z.string(),
  user_name: text,
  channel: text,
  date: id,
  change_type: z.string(),
  scope: text,
  reason: text,
});
export type IntegrationLog = z.infer<typeof IntegrationLog>;
