import { z } from 'zod';

/** How nothing is written: by views in JSON, in CSV, and by `DESCRIBE`. */
const nothing = new Set(['', 'null', 'NULL', 'None', '\\N']);

/** A row of a view or of `SHOW`, whose columns stand in either case. */
function row<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, cell]) => [
        name.toLowerCase(),
        typeof cell === 'string' && nothing.has(cell) ? null : cell,
      ]),
    );
  }, z.object(shape));
}

const text = z.union([z.string(), z.number()]).transform(String).nullish();
const time = z.string().nullish();
const yes = new Set(['true', 'yes', 'y', '1']);
const flag = z
  .union([z.boolean(), z.string()])
  .transform((told) => (typeof told === 'boolean' ? told : yes.has(told.toLowerCase())))
  .nullish();
/** A semi-structured column: JSON as text, as `snow sql` prints it, or already read. */
const details = z
  .union([z.string(), z.record(z.string(), z.json())])
  .transform((told) => (typeof told === 'string' ? recordIn(told) : told))
  .nullish();

function recordIn(written: string): Record<string, z.core.util.JSONType> | null {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(written));
  } catch (problem) {
    if (problem instanceof SyntaxError || problem instanceof z.ZodError) return null;
    throw problem;
  }
}

/** A row of `ACCOUNT_USAGE.USERS` or of `SHOW USERS`. */
export const User = row({
  name: z.string().min(1),
  login_name: text,
  display_name: text,
  first_name: text,
  last_name: text,
  email: text,
  comment: text,
  type: text,
  created_on: time,
  deleted_on: time,
  disabled: flag,
  has_password: flag,
  has_rsa_public_key: flag,
  has_pat: flag,
  has_mfa: flag,
  has_workload_identity: flag,
  last_success_login: time,
  expires_at: time,
  expires_at_time: time,
  password_last_set_time: time,
  default_role: text,
  owner: text,
});
export type User = z.infer<typeof User>;

/** A row of `ACCOUNT_USAGE.CREDENTIALS`. */
export const Credential = row({
  credential_id: text,
  name: text,
  user_name: z.string().min(1),
  type: z.string(),
  comment: text,
  status: text,
  additional_details: details,
  created_by: text,
  created_on: time,
  last_used_on: time,
  last_altered: time,
  expiration_date: time,
});
export type Credential = z.infer<typeof Credential>;

/** A row of `SHOW USER PROGRAMMATIC ACCESS TOKENS`. */
export const AccessToken = row({
  name: z.string(),
  user_name: z.string(),
  role_restriction: text,
  expires_at: time,
  status: text,
  comment: text,
  created_on: time,
  created_by: text,
  mins_to_bypass_network_policy_requirement: text,
  rotated_to: text,
});
export type AccessToken = z.infer<typeof AccessToken>;

/** A row of `DESCRIBE USER` (`value`) or `DESCRIBE INTEGRATION` (`property_value`). */
export const Property = row({ property: z.string(), value: text, property_value: text });
export type Property = z.infer<typeof Property>;

/** A row of `ACCOUNT_USAGE.GRANTS_TO_USERS`. */
export const UserGrant = row({
  created_on: time,
  deleted_on: time,
  role: z.string(),
  grantee_name: z.string(),
  granted_by: text,
});
export type UserGrant = z.infer<typeof UserGrant>;

/** A row of `ACCOUNT_USAGE.GRANTS_TO_ROLES`. */
export const RoleGrant = row({
  deleted_on: time,
  privilege: z.string(),
  granted_on: z.string(),
  name: text,
  table_catalog: text,
  table_schema: text,
  granted_to: text,
  grantee_name: z.string(),
  grant_option: flag,
});
export type RoleGrant = z.infer<typeof RoleGrant>;

/** A row of `ACCOUNT_USAGE.ROLES`. */
export const Role = row({
  name: z.string(),
  deleted_on: time,
  comment: text,
  owner: text,
  role_type: text,
  role_database_name: text,
});
export type Role = z.infer<typeof Role>;

/** One login of `ACCOUNT_USAGE.LOGIN_HISTORY`, or the last one of each user and way to sign in. */
export const Login = row({
  user_name: z.string(),
  first_authentication_factor: text,
  reported_client_type: text,
  is_success: flag,
  event_timestamp: time,
  last_login: time,
});
export type Login = z.infer<typeof Login>;

/** A row of `ACCOUNT_USAGE.NETWORK_POLICIES`. */
export const NetworkPolicy = row({
  name: z.string(),
  deleted: time,
  deleted_on: time,
  comment: text,
  allowed_ip_list: text,
  blocked_ip_list: text,
  allowed_network_rules: text,
});
export type NetworkPolicy = z.infer<typeof NetworkPolicy>;

/** A row of `ACCOUNT_USAGE.POLICY_REFERENCES`: what a policy is set on. */
export const PolicyReference = row({
  policy_name: z.string(),
  policy_kind: z.string(),
  ref_entity_name: text,
  ref_entity_domain: z.string(),
  policy_status: text,
});
export type PolicyReference = z.infer<typeof PolicyReference>;

/** A row of `SHOW SECURITY INTEGRATIONS`. */
export const Integration = row({
  name: z.string(),
  type: text,
  category: text,
  enabled: flag,
  comment: text,
  created_on: time,
});
export type Integration = z.infer<typeof Integration>;
