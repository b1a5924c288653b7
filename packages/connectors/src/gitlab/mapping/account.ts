import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type Identity,
  type IdentityKind,
  type Observed,
  type Person,
  type Status,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { User } from '../schema.ts';
import { userKey } from './place.ts';

/** What an account is made for. */
export type AccountKind = 'person' | 'service-account' | 'bot';

/** What tokens need to know of the account that they act as. */
export interface Holder {
  readonly name: string;
  readonly kind: AccountKind;
  readonly status: Person['status'];
  readonly isAdmin: boolean | null;
}

/** GitLab makes such names for the accounts behind project and group tokens and service accounts. */
const botName = /^(project|group)_\d+_bot(_|\d|$)/;
const serviceAccountName = /^service_account_(group_\d+_)?/;
const ownBots =
  /^(alert-bot|ghost|support-bot|visual-review-bot|security-bot|automation-bot|duo-)/i;

/** What the account is, by GitLab's own flag and the names that it makes. */
export function accountKind({ username, bot }: Pick<User, 'username' | 'bot'>): AccountKind {
  if (serviceAccountName.test(username)) return 'service-account';
  if (botName.test(username) || bot === true || ownBots.test(username)) return 'bot';
  return 'person';
}

/** What tokens need of this account. */
export function toHolder(user: User): Holder {
  return {
    name: user.username,
    kind: accountKind(user),
    status: user.state === undefined || user.state === null ? 'unknown' : personStatus(user.state),
    isAdmin: user.is_admin ?? null,
  };
}

function personStatus(state: string): Person['status'] {
  if (state === 'active') return 'active';
  return state.includes('pending') ? 'unknown' : 'left';
}

function accountStatus(state: User['state']): Status {
  if (state === undefined || state === null) return 'unknown';
  return state === 'active' ? 'active' : 'disabled';
}

function lastUse(user: User): Observed<Timestamp> {
  return timeOrNever(
    user.last_activity_on,
    'only an administrator is told when an account was last active',
  );
}

/** A human account. */
export function toPerson(scopeKey: string, user: User): Person {
  const email = user.email ?? user.public_email ?? null;
  return {
    key: userKey(scopeKey, user.id),
    provider: 'gitlab',
    name: user.name || user.username,
    email: email ? email.toLowerCase() : null,
    logins: [user.username],
    status: user.state ? personStatus(user.state) : 'unknown',
    leftAt: unknown('GitLab does not tell when an account was shut'),
    lastUsedAt: lastUse(user),
    ...(user.job_title ? { title: user.job_title } : {}),
    attributes: toldAttributes({ administrator: user.is_admin, state: user.state }),
  };
}

const nativeTypes: Readonly<Record<AccountKind, string>> = {
  person: 'gitlab-user',
  'service-account': 'gitlab-service-account',
  bot: 'gitlab-bot',
};
const identityKinds: Readonly<Record<AccountKind, IdentityKind>> = {
  person: 'machine-user',
  'service-account': 'service-account',
  bot: 'bot',
};

/** An account that acts by itself. */
export function toIdentity(scopeKey: string, user: User, kind: AccountKind): Identity {
  return {
    key: userKey(scopeKey, user.id),
    provider: 'gitlab',
    kind: identityKinds[kind],
    nativeType: nativeTypes[kind],
    name: user.username,
    status: accountStatus(user.state),
    createdAt: timeOr(user.created_at, 'this list does not tell when an account was made'),
    lastUsedAt: lastUse(user),
    ...(user.name && user.name !== user.username ? { description: user.name } : {}),
    ...(user.is_admin === true ? { access: 'admin' as const } : {}),
    attributes: toldAttributes({ personal: false, email: user.email, usageLagDays: 1 }),
  };
}

/** The account that a token acts as, as far as the token and the list of users tell. */
export function toTokenHolder(key: string, holder: Holder | null, otherName: string): Identity {
  const kind = holder?.kind ?? null;
  return {
    key,
    provider: 'gitlab',
    kind: kind === null ? 'machine-user' : identityKinds[kind],
    nativeType: kind === null ? 'gitlab-user' : nativeTypes[kind],
    name: holder?.name ?? otherName,
    status:
      holder === null || holder.status === 'unknown'
        ? 'unknown'
        : holder.status === 'active'
          ? 'active'
          : 'disabled',
    createdAt: unknown('a token does not tell when its account was made'),
    lastUsedAt: unknown('a token does not tell when its account was last active'),
    attributes: toldAttributes({ personal: kind === null ? null : kind === 'person' }),
  };
}
