import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Identity,
  type Person,
  type Status,
  unknown,
} from '@nonhuman/model';
import type { User } from '../schema.ts';
import { organizationKey } from './key.ts';

export function userKey(scopeKey: string, id: string): string {
  return `${scopeKey}/users/${id}`;
}

export function personStatus({ attributes }: User): Person['status'] {
  if (attributes.disabled === true || attributes.status === 'Disabled') return 'left';
  return attributes.disabled === false ? 'active' : 'unknown';
}

function statusOf(user: User): Status {
  const status = personStatus(user);
  return status === 'left' ? 'disabled' : status;
}

export function toPerson(scopeKey: string, user: User): Person {
  const { attributes: told } = user;
  const email = told.email ?? told.handle ?? null;
  return {
    key: userKey(scopeKey, user.id),
    provider: 'datadog',
    name: told.name || told.handle || user.id,
    email: email?.includes('@') ? email.toLowerCase() : null,
    ...(told.handle ? { logins: [told.handle] } : {}),
    status: personStatus(user),
    leftAt: unknown('Datadog does not tell when a user was disabled'),
    lastUsedAt: timeOrNever(told.last_login_time, 'this list does not tell it'),
    ...(told.title === undefined ? {} : { title: told.title }),
  };
}

/** A service account, or a person as holder of application keys. */
export function toIdentity(scopeKey: string, user: User, access: AccessLevel | null): Identity {
  const { attributes: told } = user;
  const isMachine = told.service_account === true;
  return {
    key: userKey(scopeKey, user.id),
    provider: 'datadog',
    kind: isMachine ? 'service-account' : 'machine-user',
    nativeType: isMachine ? 'datadog-service-account' : 'datadog-user',
    name: told.name || told.handle || user.id,
    status: statusOf(user),
    createdAt: timeOr(told.created_at, 'this list does not tell it'),
    lastUsedAt: unknown('only its application keys tell it'),
    ...(access === null ? {} : { access }),
    attributes: toldAttributes({
      personal: typeof told.service_account === 'boolean' ? !isMachine : null,
      email: told.email,
      consoleAccess: isMachine ? false : null,
    }),
  };
}

/** The organization as sender of data, which API keys belong to. */
export function toSender(scopeKey: string): Identity {
  return {
    key: organizationKey(scopeKey),
    provider: 'datadog',
    kind: 'service-account',
    nativeType: 'datadog-organization',
    name: `senders of ${scopeKey}`,
    status: 'active',
    createdAt: unknown('Datadog does not tell it'),
    lastUsedAt: unknown('its API keys tell it'),
    access: 'write',
    attributes: { personal: false },
  };
}
