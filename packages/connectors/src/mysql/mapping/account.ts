import { timeOr } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Identity,
  never,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import { loginAttributes } from '../../formats/login-hints.ts';
import type { Account, Connections } from '../schema.ts';

export function accountKey(scope: string, name: string): string {
  return `${scope}/users/${name}`.slice(0, 1024);
}

export function nameOf({ user, host }: { readonly user: string; readonly host: string }): string {
  return `${user}@${host === '' ? '%' : host}`;
}

/** All that several files tell of one account. */
export interface AccountFacts {
  readonly scope: string;
  readonly account: Account;
  /** Null when grants were not read. */
  readonly access: AccessLevel | null;
  readonly superuser: boolean | null;
  readonly connections: readonly Connections[];
}

/** Accounts that the server makes for itself. */
const ownAccounts = /^(?:mysql\.(?:sys|session|infoschema)|mariadb\.sys|PUBLIC)$/;
/** Plugins that take a password; others trust the operating system, a directory or a cloud. */
const passwordPlugins =
  /^(?:mysql_native_password|mysql_old_password|caching_sha2_password|sha256_password|ed25519|parsec|client_ed25519)?$/;
const day = 86_400_000;

/** Whether an account is a role: MySQL makes those as locked accounts without a password. */
export function isRole({
  is_role,
  account_locked,
  has_password,
  password_expired,
}: Account): boolean {
  if (is_role !== null) return is_role;
  return account_locked === true && has_password !== 'Y' && password_expired === true;
}

/** An account that may log in. */
export function toLogin({
  scope,
  account,
  access,
  superuser,
  connections,
}: AccountFacts): Identity {
  const name = nameOf(account);
  const used = connections
    .filter(({ current_connections }) => (current_connections ?? 0) > 0)
    .flatMap(({ at }) => timestampOf(at) ?? [])
    .sort()
    .at(-1);
  const total = connections.reduce((sum, one) => sum + (one.total_connections ?? 0), 0);
  return {
    key: accountKey(scope, name),
    provider: 'mysql',
    kind: 'database-login',
    nativeType: 'mysql-user',
    name,
    status: account.account_locked === true ? 'disabled' : 'active',
    createdAt: unknown('MySQL does not tell when an account was made'),
    lastUsedAt:
      used === undefined
        ? unknown('MySQL does not keep the last login; connections are told while they last')
        : seen(used),
    ...(access === null ? {} : { access }),
    attributes: {
      user: account.user,
      server: scope,
      allowedHosts: [account.host === '' ? '%' : account.host],
      ...(superuser === null ? {} : { superuser }),
      ...(account.has_password === ''
        ? {}
        : { hasPassword: account.has_password === 'Y' && passwordPlugins.test(account.plugin) }),
      ...(account.plugin === '' ? {} : { plugin: account.plugin }),
      ...(account.has_password === 'EMPTY' && passwordPlugins.test(account.plugin)
        ? { emptyPassword: true }
        : {}),
      ...(isTold(account) ? { passwordNeverExpires: lifetimeOf(account) === 0 } : {}),
      requiresTls: !/^(?:|0|NULL)$/.test(account.ssl_type),

      ...(total > 0 ? { connectionsSinceStart: total } : {}),
      ...(ownAccounts.test(account.user)
        ? { providerManaged: true }
        : loginAttributes(account.user)),
    },
  };
}

function isTold({ password_lifetime, default_password_lifetime }: Account): boolean {
  return (password_lifetime ?? -1) >= 0 || default_password_lifetime !== null;
}

/** Days that a password may live; 0 is for ever. */
function lifetimeOf({ password_lifetime, default_password_lifetime }: Account): number | null {
  return (password_lifetime ?? -1) >= 0 ? password_lifetime : default_password_lifetime;
}

/** The password; null when the account has none or proves itself otherwise. */
export function toPassword({ scope, account }: AccountFacts): Credential | null {
  if (account.has_password !== 'Y' || !passwordPlugins.test(account.plugin)) return null;
  const name = nameOf(account);
  const changed = timeOr(account.password_last_changed, 'this server does not tell it');
  const ends = endOf(account, changed);
  return {
    key: `${accountKey(scope, name)}/password`,
    provider: 'mysql',
    identityKey: accountKey(scope, name),
    kind: 'password',
    nativeType: 'mysql-password',
    name: `password of ${name}`,
    status:
      account.account_locked === true
        ? 'disabled'
        : account.password_expired === true
          ? 'expired'
          : 'active',
    createdAt: changed,
    expiresAt: ends,
    lastUsedAt: unknown('MySQL does not keep the last login'),
    lastRotatedAt: changed,
    publicId: `${name} on ${scope}`,
    attributes: {
      ...(isTold(account) ? { passwordNeverExpires: lifetimeOf(account) === 0 } : {}),
      ...(account.plugin === '' ? {} : { passwordScheme: account.plugin }),
    },
  };
}

function endOf(account: Account, changed: Observed<Timestamp>): Observed<Timestamp> {
  const days = lifetimeOf(account);
  if (days === 0) return never;
  if (days === null || days < 0) return unknown('this export does not tell how long it may live');
  if (changed.state !== 'seen') return unknown('when it was set is not told');
  const ends = timestampOf(Date.parse(changed.value) + days * day);
  return ends === null ? unknown('its end is no moment') : seen(ends);
}
