import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import { type AccessLevel, type Identity, type Person, unknown } from '@nonhuman/model';
import type { ServiceAccount, User } from '../schema.ts';

/** The project that something belongs to. */
export interface ProjectPlace {
  readonly scopeKey: string;
  /** Null when the file's name does not tell it. */
  readonly id: string | null;
  /** Null when the list of projects was not read. */
  readonly name: string | null;
  readonly archived: boolean;
}

export function userKey(scopeKey: string, id: string): string {
  return `${scopeKey}/users/${id}`;
}

export function projectKey({ scopeKey, id }: ProjectPlace): string {
  return `${scopeKey}/projects/${id ?? 'unknown'}`;
}

export function serviceAccountKey(scopeKey: string, id: string): string {
  return `${scopeKey}/service-accounts/${id}`;
}

/** What a role of a project lets its holder do. */
export function accessOfRole(role: string | null | undefined): AccessLevel {
  if (role === 'owner') return 'admin';
  if (role === 'member') return 'write';
  return role === 'reader' || role === 'viewer' ? 'read' : 'unknown';
}

export function toPerson(scopeKey: string, user: User): Person {
  return {
    key: userKey(scopeKey, user.id),
    provider: 'openai',
    name: user.name || user.email || user.id,
    email: user.email ? user.email.toLowerCase() : null,
    logins: [user.id],
    status: 'active',
    leftAt: unknown('OpenAI lists only members'),
    attributes: toldAttributes({ role: user.role }),
  };
}

export function toServiceAccount(place: ProjectPlace, account: ServiceAccount): Identity {
  return {
    key: serviceAccountKey(place.scopeKey, account.id),
    provider: 'openai',
    kind: 'service-account',
    nativeType: 'openai-service-account',
    name: `${account.name || account.id}${place.name ? ` (${place.name})` : ''}`,
    status: place.archived ? 'disabled' : 'active',
    createdAt: timeOr(account.created_at, 'this list does not tell it'),
    lastUsedAt: unknown('its API keys tell it'),
    access: accessOfRole(account.role),
    attributes: toldAttributes({
      personal: false,
      projectId: place.id,
      project: place.name,
      role: account.role,
    }),
  };
}

/** A person as holder of keys. */
export function toKeyHolder(scopeKey: string, user: User): Identity {
  return {
    key: userKey(scopeKey, user.id),
    provider: 'openai',
    kind: 'machine-user',
    nativeType: 'openai-user',
    name: user.name || user.email || user.id,
    status: 'active',
    createdAt: unknown('OpenAI tells when a user was added, not made'),
    lastUsedAt: unknown('its API keys tell it'),
    attributes: toldAttributes({ personal: true, email: user.email }),
  };
}
