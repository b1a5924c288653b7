import { type ListingOf, timeOf, timeOr, upsert } from '@nonhuman/connector-kit';
import {
  type Credential,
  type CredentialKind,
  type Entitlement,
  type Identity,
  type SecretReference,
  seen,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { connectionStringParts } from '@nonhuman/secrets';
import type {
  DatabaseConnection,
  DatabaseRole,
  Lease,
  PkiRole,
  SecretMetadata,
} from '../schema.ts';
import { keyAt, lastOf } from './names.ts';

const notTold = unknown('Vault does not tell it');

/** Host and database of a connection, without the login. */
function whereOf(connection: DatabaseConnection): { host: string | null; database: string | null } {
  const { connection_url: url, hosts } = connection.connection_details ?? {};
  const plain = (url ?? '').replaceAll(/\{\{[^}]*\}\}/g, 'x');
  const parts = connectionStringParts(plain);
  // MySQL's driver writes user:password@tcp(host:port)/database.
  const [, tcp, schema] = /@tcp\(([^)]+)\)(?:\/([\w-]*))?/.exec(plain) ?? [];
  return {
    host: (tcp?.replace(/:\d+$/, '') || parts?.host || hosts) ?? null,
    database: schema || (parts?.database ?? null),
  };
}

/** The login that Vault itself uses to make others. */
export function* connectionRows(
  of: ListingOf,
  path: string,
  connection: DatabaseConnection,
): Generator<Upsert> {
  const { host, database } = whereOf(connection);
  const user = connection.connection_details?.username ?? null;
  const key = keyAt(of.scopeKey, path);
  yield upsert(of, 'resource', {
    key,
    provider: 'vault',
    nativeType: 'vault-database-connection',
    name: lastOf(path),
    attributes: {
      plugin: connection.plugin_name ?? null,
      host,
      database,
      allowedRoles: connection.allowed_roles ?? [],
    },
  });
  if (!user) return;
  const login: Identity = {
    key: `${key}#login`,
    provider: 'vault',
    kind: 'database-login',
    nativeType: 'database-login',
    name: user,
    status: 'unknown',
    createdAt: notTold,
    lastUsedAt: notTold,
    description: `Vault makes other logins with it (${lastOf(path)})`,
    attributes: { user, host, database, connection: path },
  };
  yield upsert(of, 'identity', login);
  yield upsert(of, 'credential', {
    ...passwordOf(login, of.scopeKey),
    name: `password of ${user} for ${lastOf(path)}`,
    lastRotatedAt: unknown('Vault does not tell when it rotated the login of a connection'),
  });
}

function passwordOf(login: Identity, scope: string): Credential {
  return {
    key: `${login.key}/password`,
    provider: 'vault',
    identityKey: login.key,
    kind: 'password',
    nativeType: 'database-password',
    name: `password of ${login.name}`,
    status: 'active',
    createdAt: notTold,
    expiresAt: unknown('the database decides it'),
    lastUsedAt: unknown('Vault does not tell it; the database may'),
    lastRotatedAt: notTold,
    attributes: { keptIn: scope },
  };
}

const fullRights =
  /\bSUPERUSER\b|GRANT\s+ALL\s+(?:PRIVILEGES\s+)?ON\s+\*\.\*|"root"|dbOwner|rds_superuser/i;

/** A role that makes logins on demand; a static one hands out the password of a login that stays. */
export function* databaseRoleRows(
  of: ListingOf,
  path: string,
  role: DatabaseRole,
): Generator<Upsert> {
  const key = keyAt(of.scopeKey, path);
  const connection = keyAt(
    of.scopeKey,
    path.replace(/(?:static-)?roles\/[^/]+$/, `config/${role.db_name}`),
  );
  const base = {
    key,
    provider: 'vault',
    status: 'active',
    createdAt: notTold,
    lastUsedAt: unknown('Vault does not tell when a login was handed out; its audit log does'),
  } as const;
  if (role.username) {
    const login: Identity = {
      ...base,
      kind: 'database-login',
      nativeType: 'database-login',
      name: role.username,
      attributes: { user: role.username, connection, staticRole: lastOf(path) },
    };
    yield upsert(of, 'identity', login);
    yield upsert(of, 'credential', {
      ...passwordOf(login, of.scopeKey),
      lastRotatedAt: timeOr(role.last_vault_rotation, 'this export does not tell it'),
      attributes: {
        keptIn: of.scopeKey,
        ...(role.rotation_period === null ? {} : { rotationPeriodSeconds: role.rotation_period }),
        ...(role.rotation_schedule ? { rotationSchedule: role.rotation_schedule } : {}),
      },
    });
    return;
  }
  const statements = (role.creation_statements ?? []).join('\n');
  yield upsert(of, 'identity', {
    ...base,
    kind: 'role',
    nativeType: 'dynamic-database-role',
    name: lastOf(path),
    attributes: {
      connection,
      loginLifetimeSeconds: role.default_ttl ?? 0,
      loginMaxLifetimeSeconds: role.max_ttl ?? 0,
      ...(statements === '' ? {} : { superuser: fullRights.test(statements) }),
    },
  });
}

/** The right to be given certificates. */
export function toPkiEntitlement(scope: string, path: string, role: PkiRole): Entitlement {
  return {
    key: keyAt(scope, path),
    provider: 'vault',
    nativeType: 'vault-pki-role',
    name: lastOf(path),
    access: role.allow_any_name ? 'admin' : 'write',
    ...(role.allow_any_name ? { wildcards: ['*'] } : {}),
    attributes: {
      anyName: role.allow_any_name ?? false,
      globs: role.allow_glob_domains ?? false,
      subdomains: role.allow_subdomains ?? false,
      domains: role.allowed_domains ?? [],
      clientAuthentication: role.client_flag ?? true,
      maxLifetimeSeconds: role.max_ttl ?? 0,
      ...(role.key_type ? { algorithm: role.key_type } : {}),
      ...(role.key_bits ? { bits: role.key_bits } : {}),
      ...(role.no_store === true ? { unrecorded: true } : {}),
    },
  };
}

const leased: readonly (readonly [RegExp, CredentialKind])[] = [
  [/^(?:aws|gcp|alicloud)\b/, 'access-key'],
  [/^pki\b|\/(?:issue|sign)\//, 'certificate'],
  [/^(?:database|postgresql|mysql|mongodb|rabbitmq|ldap|openldap)\b|\/creds\//, 'password'],
];

/** A credential that was handed out and lives as long as its lease. */
export function toLeased(scope: string, lease: Lease): Credential {
  const [, mount = '', role = ''] =
    /^(.+)\/(?:creds|issue|sign|login|sts)\/([^/]+)(?:\/[^/]+)?$/.exec(lease.id) ?? [];
  const isLogin = lease.id.startsWith('auth/');
  const issued = timeOr(lease.issue_time, 'this export does not tell it');
  const expires = timeOf(lease.expire_time);
  const kind = isLogin ? 'token' : leased.find(([shape]) => shape.test(lease.id))?.[1];
  return {
    key: keyAt(scope, `sys/leases/${lease.id}`),
    provider: 'vault',
    identityKey: mount === '' || isLogin ? null : keyAt(scope, `${mount}/roles/${role}`),
    kind: kind ?? 'token',
    nativeType: 'vault-lease',
    name: lease.id.slice(0, lease.id.lastIndexOf('/')) || lease.id,
    status: 'active',
    createdAt: issued,
    expiresAt: expires === null ? unknown('this export does not tell it') : seen(expires),
    lastUsedAt: unknown('Vault does not tell the use of what it handed out'),
    lastRotatedAt: issued,
    publicId: lease.id,
    attributes: {
      ...(mount === '' ? {} : { mount, role }),
      ...(typeof lease.renewable === 'boolean' ? { renewable: lease.renewable } : {}),
      ...(timeOf(lease.last_renewal) === null ? {} : { renewedAt: timeOf(lease.last_renewal) }),
    },
  };
}

/** Where a secret lies: `path` as one writes it for `vault kv get`. Its values are never read. */
export function toSecretReference(
  scope: string,
  { mount, path }: { readonly mount: string; readonly path: string },
  metadata: SecretMetadata | null,
): SecretReference {
  const versions = Object.values(metadata?.versions ?? {});
  const name = `${mount}/${path}`;
  const optional = {
    createdAt: timeOf(metadata?.created_time),
    updatedAt: timeOf(metadata?.updated_time),
    currentVersion: metadata?.current_version ?? null,
    oldestVersion: metadata?.oldest_version ?? null,
    maxVersions: metadata?.max_versions ?? null,
    deleteVersionAfter: metadata?.delete_version_after ?? null,
  };
  return {
    key: keyAt(scope, `kv/${name}`),
    provider: 'vault',
    store: 'vault',
    name,
    identityKey: null,
    place: { kind: 'provider', locator: `${scope}/${name}` },
    attributes: {
      mount,
      dataPath: `${mount}/data/${path}`,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
      ...(metadata?.versions
        ? {
            versionsKept: versions.filter(
              ({ destroyed, deletion_time }) => !destroyed && !deletion_time,
            ).length,
          }
        : {}),
      ...(metadata?.custom_metadata
        ? { customMetadata: Object.keys(metadata.custom_metadata).sort() }
        : {}),
    },
  };
}
