import { z } from 'zod';

const time = z.string().nullish();
const flag = z.boolean().nullish();
const text = z.string().nullish();
const id = z.union([z.number(), z.string()]).transform(String);

/** A personal, project, group, service account or impersonation token: one table at GitLab. */
export const AccessToken = z.object({
  id,
  name: text,
  description: text,
  revoked: flag,
  active: flag,
  created_at: time,
  expires_at: time,
  last_used_at: time,
  scopes: z.array(z.string()).nullish(),
  user_id: id.nullish(),
  /** Of project and group tokens: 10 guest to 50 owner. */
  access_level: z.number().nullish(),
  impersonation: flag,
});
export type AccessToken = z.infer<typeof AccessToken>;

/** A user of `/users`, of a group's members or of its service accounts. */
export const User = z.object({
  id,
  username: z.string(),
  name: text,
  email: text,
  public_email: text,
  state: text,
  bot: flag,
  is_admin: flag,
  created_at: time,
  last_activity_on: time,
  last_sign_in_at: time,
  job_title: text,
});
export type User = z.infer<typeof User>;

/** A member of a group or project. */
export const Member = User.extend({
  access_level: z.number(),
  expires_at: time,
});
export type Member = z.infer<typeof Member>;

export const Group = z.object({
  id,
  full_path: z.string(),
  visibility: text,
  archived: flag,
  created_at: time,
});
export type Group = z.infer<typeof Group>;

export const Project = z.object({
  id,
  path_with_namespace: z.string(),
  visibility: text,
  archived: flag,
  created_at: time,
  last_activity_at: time,
});
export type Project = z.infer<typeof Project>;

export const DeployToken = z.object({
  id,
  name: text,
  username: text,
  expires_at: time,
  revoked: flag,
  expired: flag,
  scopes: z.array(z.string()).nullish(),
});
export type DeployToken = z.infer<typeof DeployToken>;

const ProjectName = z.object({ id, path_with_namespace: z.string().nullish() });

export const DeployKey = z.object({
  id,
  title: text,
  key: text,
  fingerprint_sha256: text,
  created_at: time,
  expires_at: time,
  last_used_at: time,
  /** Of the key in one project; absent in the list of the whole instance. */
  can_push: flag,
  projects_with_write_access: z.array(ProjectName).nullish(),
  projects_with_readonly_access: z.array(ProjectName).nullish(),
});
export type DeployKey = z.infer<typeof DeployKey>;

/** A runner as lists show it; what only its own page tells is absent there. */
export const Runner = z.object({
  id,
  description: text,
  name: text,
  runner_type: text,
  is_shared: flag,
  paused: flag,
  /** Before GitLab 14.8. */
  active: flag,
  status: text,
  created_at: time,
  created_by: z.object({ username: z.string() }).nullish(),
  contacted_at: time,
  run_untagged: flag,
  locked: flag,
  access_level: text,
  tag_list: z.array(z.string()).nullish(),
  version: text,
  projects: z.array(ProjectName).nullish(),
  groups: z.array(z.object({ id, name: z.string().nullish() })).nullish(),
});
export type Runner = z.infer<typeof Runner>;

export const Application = z.object({
  id,
  application_id: z.string(),
  application_name: z.string(),
  callback_url: text,
  confidential: flag,
  scopes: z.array(z.string()).nullish(),
});
export type Application = z.infer<typeof Application>;

/** A token that starts pipelines. Its value may stand in the answer and is not read. */
export const Trigger = z.object({
  id,
  description: text,
  created_at: time,
  updated_at: time,
  last_used: time,
  expires_at: time,
  owner: User.pick({ id: true, username: true, name: true, email: true, state: true }).nullish(),
});
export type Trigger = z.infer<typeof Trigger>;

/** A CI/CD variable. Its value may stand in the answer and is not read. */
export const Variable = z.object({
  key: z.string(),
  variable_type: text,
  protected: flag,
  masked: flag,
  hidden: flag,
  raw: flag,
  environment_scope: text,
});
export type Variable = z.infer<typeof Variable>;

export const Hook = z.object({
  id,
  url: text,
  name: text,
  created_at: time,
  enable_ssl_verification: flag,
  alert_status: text,
  disabled_until: time,
  /** Told by newer versions only. */
  token_present: flag,
  signing_token_present: flag,
});
export type Hook = z.infer<typeof Hook>;
