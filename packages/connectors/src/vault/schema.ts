import { z } from 'zod';

const Text = z.string().nullish();
const Texts = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((told) =>
    told === null || told === undefined
      ? null
      : (typeof told === 'string' ? told.split(',') : told)
          .map((one) => one.trim())
          .filter(Boolean),
  );
const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, '': 1 };
/** Seconds; Vault writes numbers, `768h` or `1h30m0s`. */
const Seconds = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((told) => {
    if (typeof told === 'number') return told;
    const parts = [...(told ?? '').matchAll(/(\d+)([smhd]?)/g)];
    if (parts.length === 0) return null;
    return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 1), 0);
  });
const Count = z.coerce.number().nullish().catch(null);
const Words = z.record(z.string(), z.unknown()).nullish();

/** A mounted auth method or secrets engine. */
const Mount = z.object({
  type: z.string().min(1),
  accessor: Text,
  description: Text,
  local: z.boolean().nullish(),
  options: z.record(z.string(), Text).nullish(),
  config: z.object({ default_lease_ttl: Seconds, max_lease_ttl: Seconds }).nullish(),
});
export type Mount = z.infer<typeof Mount>;

/** Path → mount, as `vault auth list` and `vault secrets list` print. */
export const Mounts = z.record(z.string(), Mount);

/** What a login role of any method may be bound to. */
export const AuthRole = z.object({
  token_ttl: Seconds,
  token_max_ttl: Seconds,
  token_explicit_max_ttl: Seconds,
  token_period: Seconds,
  token_policies: Texts,
  token_bound_cidrs: Texts,
  token_num_uses: Count,
  token_type: Text,
  // AppRole
  bind_secret_id: z.boolean().nullish(),
  secret_id_ttl: Seconds,
  secret_id_num_uses: Count,
  secret_id_bound_cidrs: Texts,
  // Kubernetes
  bound_service_account_names: Texts,
  bound_service_account_namespaces: Texts,
  bound_service_account_namespace_selector: Text,
  audience: Text,
  // JWT and OIDC
  role_type: Text,
  bound_audiences: Texts,
  bound_subject: Text,
  bound_claims: Words,
  bound_claims_type: Text,
  // AWS
  auth_type: Text,
  bound_iam_principal_arn: Texts,
  bound_iam_role_arn: Texts,
  bound_account_id: Texts,
  bound_ami_id: Texts,
  // Certificates
  certificate: Text,
  allowed_common_names: Texts,
  allowed_dns_sans: Texts,
  allowed_uri_sans: Texts,
  // Token roles
  name: Text,
  allowed_policies: Texts,
  disallowed_policies: Texts,
  allowed_policies_glob: Texts,
  orphan: z.boolean().nullish(),
  renewable: z.boolean().nullish(),
  explicit_max_ttl: Seconds,
  period: Seconds,
});
export type AuthRole = z.infer<typeof AuthRole>;

/** How an auth method checks what is presented. */
export const AuthConfig = z.object({
  bound_issuer: Text,
  oidc_discovery_url: Text,
  issuer: Text,
  kubernetes_host: Text,
});
export type AuthConfig = z.infer<typeof AuthConfig>;

export const SecretId = z.object({
  secret_id_accessor: z.string().min(1),
  creation_time: Text,
  expiration_time: Text,
  secret_id_num_uses: Count,
  cidr_list: Texts,
  token_bound_cidrs: Texts,
});
export type SecretId = z.infer<typeof SecretId>;

export const Policy = z.object({ name: Text, policy: Text, rules: Text });
export type Policy = z.infer<typeof Policy>;

const Alias = z.object({
  id: z.string(),
  name: z.string(),
  mount_accessor: Text,
  mount_path: Text,
  mount_type: Text,
});

export const Entity = z.object({
  id: z.string().min(1),
  name: Text,
  disabled: z.boolean().nullish(),
  creation_time: Text,
  aliases: z.array(Alias).nullish(),
  policies: Texts,
  direct_group_ids: Texts,
  inherited_group_ids: Texts,
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type Entity = z.infer<typeof Entity>;

export const Group = z.object({
  id: z.string().min(1),
  name: Text,
  type: Text,
  policies: Texts,
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type Group = z.infer<typeof Group>;

export const Token = z.object({
  accessor: z.string().min(1),
  display_name: Text,
  entity_id: Text,
  policies: Texts,
  identity_policies: Texts,
  orphan: z.boolean().nullish(),
  renewable: z.boolean().nullish(),
  creation_time: z.number().nullish(),
  expire_time: Text,
  explicit_max_ttl: Seconds,
  period: Seconds,
  num_uses: Count,
  path: Text,
  role: Text,
  type: Text,
  bound_cidrs: Texts,
  meta: z.record(z.string(), z.unknown()).nullish(),
});
export type Token = z.infer<typeof Token>;

export const Lease = z.object({
  id: z.string().min(1),
  issue_time: Text,
  expire_time: Text,
  last_renewal: Text,
  renewable: z.boolean().nullish(),
});
export type Lease = z.infer<typeof Lease>;

export const DatabaseConnection = z.object({
  plugin_name: Text,
  allowed_roles: Texts,
  connection_details: z.object({ connection_url: Text, hosts: Text, username: Text }).nullish(),
});
export type DatabaseConnection = z.infer<typeof DatabaseConnection>;

export const DatabaseRole = z.object({
  db_name: z.string().min(1),
  credential_type: Text,
  creation_statements: z.array(z.string()).nullish(),
  default_ttl: Seconds,
  max_ttl: Seconds,
  username: Text,
  rotation_period: Seconds,
  rotation_schedule: Text,
  last_vault_rotation: Text,
});
export type DatabaseRole = z.infer<typeof DatabaseRole>;

export const PkiRole = z.object({
  allow_any_name: z.boolean().nullish(),
  allow_glob_domains: z.boolean().nullish(),
  allow_subdomains: z.boolean().nullish(),
  allowed_domains: Texts,
  client_flag: z.boolean().nullish(),
  server_flag: z.boolean().nullish(),
  key_type: Text,
  key_bits: Count,
  max_ttl: Seconds,
  ttl: Seconds,
  no_store: z.boolean().nullish(),
});
export type PkiRole = z.infer<typeof PkiRole>;

/** Metadata of a secret; `data` and `metadata` stand there when somebody exported the secret itself. */
export const SecretMetadata = z.object({
  created_time: Text,
  updated_time: Text,
  current_version: Count,
  oldest_version: Count,
  max_versions: Count,
  delete_version_after: Text,
  custom_metadata: z.record(z.string(), z.unknown()).nullish(),
  versions: z
    .record(
      z.string(),
      z.object({ created_time: Text, deletion_time: Text, destroyed: z.boolean().nullish() }),
    )
    .nullish(),
});
export type SecretMetadata = z.infer<typeof SecretMetadata>;

/** One answer, with the path that was asked: the names below it, how many there are, or what is there. */
export function answerAt<T extends z.ZodType>(data: T) {
  return z.object({
    path: Text,
    keys: z.union([z.array(z.string()), z.object({}).transform(() => [])]).nullish(),
    count: z.number().nullish(),
    data: data.nullish(),
  });
}
