import {
  type AccessLevel,
  type Credential,
  type Entitlement,
  type Identity,
  never,
  seen,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import { loginAttributes } from '../../formats/login-hints.ts';
import type { PasswordKind, Role, Session } from '../schema.ts';
import type { Reachability } from './client-rules.ts';

export function roleKey(scope: string, name: string): string {
  return `${scope}/roles/${name}`.slice(0, 1024);
}

/** All that several files tell of one login. */
export interface LoginFacts {
  readonly scope: string;
  readonly role: Role;
  readonly access: AccessLevel | null;
  /** Null when the rules of the server were not read. */
  readonly reachable: Reachability | null;
  /** Null when they were not read. */
  readonly sessions: readonly Session[] | null;
  /** Null when it was not told: only superusers are. */
  readonly passwordKind: PasswordKind['password_kind'] | null;
}

/** A role that may log in. */
export function toLogin(facts: LoginFacts): Identity {
  const { scope, role, reachable, sessions, passwordKind } = facts;
  const used = lastActive(sessions ?? []);
  const programs = [...new Set((sessions ?? []).map((one) => one.application_name))].sort();
  const clients = (sessions ?? []).map((one) =>
    `${one.application_name}@${one.client_addr || 'local'}`.replace(/^@/, ''),
  );
  return {
    key: roleKey(scope, role.rolname),
    provider: 'postgresql',
    kind: 'database-login',
    nativeType: 'postgresql-role',
    name: role.rolname,
    status: role.rolconnlimit === 0 ? 'disabled' : 'active',
    createdAt: unknown('PostgreSQL does not tell when a role was made'),
    lastUsedAt:
      used === null
        ? unknown('PostgreSQL does not keep the last login; sessions are told only while they last')
        : seen(used),
    ...(role.comment === '' ? {} : { description: role.comment }),
    ...(facts.access === null ? {} : { access: facts.access }),
    attributes: {
      user: role.rolname,
      server: scope,
      ...(role.rolsuper === null ? {} : { superuser: role.rolsuper }),
      createsRoles: role.rolcreaterole ?? false,
      createsDatabases: role.rolcreatedb ?? false,
      replicates: role.rolreplication ?? false,
      bypassesRowSecurity: role.rolbypassrls ?? false,
      ...(passwordKind === null ? {} : { hasPassword: passwordKind !== 'none' }),
      passwordNeverExpires: isEndless(role),
      ...(reachable === null
        ? {}
        : {
            allowedHosts: [...reachable.hosts],
            authenticationMethods: [...reachable.methods],
            unauthenticatedFrom: [...reachable.trusted],
            ...(reachable.methods.includes('cert')
              ? { strongerAuthentication: ['certificate'] }
              : {}),
          }),
      ...(sessions === null ? {} : { consumers: [...new Set(clients)].sort() }),
      ...loginAttributes(role.rolname, programs),
    },
  };
}

function lastActive(sessions: readonly Session[]): string | null {
  const times = sessions.flatMap(({ last_active }) => timestampOf(last_active) ?? []);
  return times.sort().at(-1) ?? null;
}

function isEndless({ valid_until }: Role): boolean {
  return valid_until === '' || valid_until === 'infinity';
}

/** The password of a login; null when the server tells that it has none. */
export function toPassword(
  { scope, role, passwordKind }: LoginFacts,
  now: Date,
): Credential | null {
  if (passwordKind === 'none') return null;
  const key = roleKey(scope, role.rolname);
  const ends = isEndless(role) ? null : timestampOf(role.valid_until);
  const isOver = ends !== null && Date.parse(ends) < now.getTime();
  const notTold = unknown('PostgreSQL does not tell when a password was set');
  return {
    key: `${key}/password`,
    provider: 'postgresql',
    identityKey: key,
    kind: 'password',
    nativeType: 'postgresql-password',
    name: `password of ${role.rolname}`,
    status: isOver ? 'expired' : passwordKind === null ? 'unknown' : 'active',
    createdAt: notTold,
    expiresAt: isEndless(role)
      ? never
      : ends === null
        ? unknown('its end is not written as a moment')
        : seen(ends),
    lastUsedAt: unknown('PostgreSQL does not keep the last login'),
    lastRotatedAt: notTold,
    publicId: `${role.rolname}@${scope}`,
    attributes: {
      passwordNeverExpires: isEndless(role),
      ...(passwordKind === null || passwordKind === 'other'
        ? {}
        : { passwordScheme: passwordKind }),
    },
  };
}

/** A role as something that others can be given. */
export function toEntitlement(scope: string, role: Role, access: AccessLevel): Entitlement {
  return {
    key: roleKey(scope, role.rolname),
    provider: 'postgresql',
    nativeType: role.rolname.startsWith('pg_') ? 'postgresql-predefined-role' : 'postgresql-role',
    name: role.rolname,
    access,
    attributes: { canLogin: role.rolcanlogin ?? false },
  };
}
