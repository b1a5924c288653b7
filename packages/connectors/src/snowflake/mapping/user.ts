import { timeOf, timeOr, timeOrNever, toldAttributes, toldOwner } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Identity,
  type Ownership,
  type Person,
  type Status,
  seen,
  unknown,
} from '@nonhuman/model';
import type { User } from '../schema.ts';
import { loginWindowDays, type Networks, reachableFrom, type SignIns } from './sign-in.ts';

/** What other files tell of a user. */
export interface Around {
  readonly scopeKey: string;
  readonly now: Date;
  readonly networks: Networks;
  /** Null when no log of logins shows the user. */
  readonly signIns: SignIns | null;
  /** Whether a log of logins was read. */
  readonly logWasRead: boolean;
  /** The highest access of the roles; null when the roles were not read. */
  readonly access: AccessLevel | null;
  /** Has `ACCOUNTADMIN`, directly or through a role; null when the roles were not read. */
  readonly isAccountAdmin: boolean | null;
}

export function userKey(scopeKey: string, name: string): string {
  return `${scopeKey}/users/${name}`;
}

/** `PERSON`, `SERVICE`, `LEGACY_SERVICE`…; `unset`: told, none; null: not told. */
export function userType({ type }: User): string | null {
  if (type === undefined) return null;
  return type === null ? 'unset' : type.toUpperCase();
}

/** Whether the user is told to be a person. Without a type Snowflake treats it as one, but it may be a script. */
export function isPerson(user: User): boolean {
  return userType(user) === 'PERSON';
}

/** Whether it can sign in without a person at hand, and so acts for one. */
export function hasMachineCredential(user: User): boolean {
  return (
    user.has_rsa_public_key === true || user.has_pat === true || user.has_workload_identity === true
  );
}

function statusOf(user: User, now: Date): Status {
  if (user.disabled === true) return 'disabled';
  const end = timeOf(user.expires_at ?? user.expires_at_time);
  if (end !== null && end <= now.toISOString()) return 'expired';
  return user.disabled === false ? 'active' : 'unknown';
}

function nameOf(user: User): string {
  const parts = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return parts || user.display_name || user.name;
}

/** A user that is a person. */
export function toPerson(user: User, around: Around): Person {
  return {
    key: userKey(around.scopeKey, user.name),
    provider: 'snowflake',
    name: nameOf(user),
    email: user.email ? user.email.toLowerCase() : null,
    logins: [...new Set([user.name, user.login_name ?? user.name])],
    status: user.disabled === true ? 'left' : user.disabled === false ? 'active' : 'unknown',
    leftAt: unknown('Snowflake does not tell when a user was disabled'),
    lastUsedAt: timeOrNever(user.last_success_login, 'this list does not tell it'),
    attributes: toldAttributes({ userType: userType(user), defaultRole: user.default_role }),
  };
}

/** A user as something that signs in by itself. */
export function toIdentity(user: User, around: Around): Identity {
  const from = reachableFrom(around.networks, user.name);
  const type = userType(user);
  const { signIns } = around;
  return {
    key: userKey(around.scopeKey, user.name),
    provider: 'snowflake',
    kind: 'database-login',
    nativeType: 'snowflake-user',
    name: user.name,
    status: statusOf(user, around.now),
    createdAt: timeOr(user.created_on, 'this list does not tell it'),
    lastUsedAt: signIns
      ? seen(laterOf(signIns.last, timeOf(user.last_success_login)))
      : timeOrNever(user.last_success_login, 'this list does not tell it'),
    ...(user.comment === undefined ? {} : { description: user.comment }),
    ...(around.access === null ? {} : { access: around.access }),
    attributes: toldAttributes({
      login: user.login_name ?? user.name,
      user: user.login_name ?? user.name,
      server: `${around.scopeKey}.snowflakecomputing.com`,
      accountId: around.scopeKey,
      userType: type,
      personal: type === 'PERSON' ? true : type === null || type === 'unset' ? null : false,
      providerManaged: type === 'SNOWFLAKE_SERVICE' ? true : null,
      hasPassword: user.has_password,
      mfa: user.has_mfa,
      consoleAccess: type === 'SERVICE' ? false : (user.has_password ?? null),
      superuser: around.isAccountAdmin,
      networkRestricted: from?.restricted,
      allowedHosts: from?.from ? [...from.from] : null,
      strongerAuthentication: ['key-pair', 'federation'],
      defaultRole: user.default_role,
      interactiveUse: around.logWasRead ? Boolean(signIns?.interactive) : null,
      lastInteractiveAt: signIns?.interactive,
      clients: signIns ? [...signIns.clients].sort() : null,
      usageSource: signIns ? 'login history' : 'list of users',
      usageWindowDays: user.last_success_login === undefined ? loginWindowDays : null,
      usageLagDays: 1,
    }),
  };
}

function laterOf(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}

/** The password; null when there is none or nothing tells. */
export function toPassword(user: User, around: Around): Credential | null {
  if (user.has_password !== true) return null;
  const key = userKey(around.scopeKey, user.name);
  const set = timeOr(user.password_last_set_time, 'this list does not tell when it was set');
  const used = around.signIns?.byFactor.get('PASSWORD');
  return {
    key: `${key}/password`,
    provider: 'snowflake',
    identityKey: key,
    kind: 'password',
    nativeType: 'snowflake-password',
    name: `password of ${user.name}`,
    status: statusOf(user, around.now),
    createdAt: set,
    expiresAt: unknown('a password policy decides, which is not read'),
    lastUsedAt: used
      ? seen(used)
      : unknown(
          around.logWasRead
            ? `no login by password in the ${loginWindowDays} days or less that the log holds`
            : 'the log of logins was not read',
        ),
    lastRotatedAt: set,
    publicId: user.login_name ?? user.name,
    ...(around.access === null ? {} : { access: around.access }),
    attributes: toldAttributes({
      login: user.login_name ?? user.name,
      mfa: user.has_mfa,
      networkRestricted: reachableFrom(around.networks, user.name)?.restricted,
      usageSource: used ? 'login history' : null,
    }),
  };
}

/** A service user's address is often that of whoever answers for it. */
export function toOwnership(user: User, around: Around): Ownership[] {
  if (!user.email) return [];
  return [
    toldOwner({
      provider: 'snowflake',
      subject: { type: 'identity', key: userKey(around.scopeKey, user.name) },
      owner: { type: 'person', name: user.email.toLowerCase(), email: user.email.toLowerCase() },
      signal: 'contact-email',
      confidence: 0.5,
    }),
  ];
}
