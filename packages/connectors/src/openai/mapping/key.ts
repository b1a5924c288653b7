import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import type { Credential } from '@nonhuman/model';
import type { AdminKey, ProjectKey } from '../schema.ts';
import {
  accessOfRole,
  type ProjectPlace,
  projectKey,
  serviceAccountKey,
  userKey,
} from './account.ts';

/** The project that every organization starts with; limits and models cannot be narrowed for it alone. */
const defaultName = 'Default project';

const untoldEnd = 'OpenAI tells no end of project keys';

/** A key of a project: of a person or of a service account. */
export function fromProjectKey(place: ProjectPlace, key: ProjectKey): Credential {
  const { owner } = key;
  const isPersons = owner?.user ? true : owner?.service_account ? false : null;
  const role = owner?.user?.role ?? owner?.service_account?.role ?? null;
  const created = timeOr(key.created_at, 'this list does not tell it');
  return {
    key: `${projectKey(place)}/api-keys/${key.id}`,
    provider: 'openai',
    identityKey: ownerKeyOf(place, key),
    kind: 'api-key',
    nativeType: 'openai-project-key',
    name: key.name || `key ${key.id}`,
    status: place.archived ? 'disabled' : 'active',
    createdAt: created,
    expiresAt: timeOrNever(key.expires_at, untoldEnd),
    lastUsedAt: timeOrNever(key.last_used_at, 'this list does not tell it'),
    lastRotatedAt: created,
    publicId: key.id,
    ...(key.redacted_value ? { preview: key.redacted_value } : {}),
    access: accessOfRole(role),
    attributes: toldAttributes({
      boundToPerson: isPersons,
      limitedTo: place.name || place.id ? [place.name ?? place.id ?? ''] : null,
      defaultProject: place.name === null ? null : place.name === defaultName,
      role,
      usageSource: 'list of keys',
    }),
  };
}

function ownerKeyOf({ scopeKey }: ProjectPlace, { owner }: ProjectKey): string | null {
  if (owner?.user) return userKey(scopeKey, owner.user.id);
  return owner?.service_account ? serviceAccountKey(scopeKey, owner.service_account.id) : null;
}

/** Whether an admin key belongs to a person: OpenAI names its owner `user` or `service_account`. */
export function isOfPerson({ owner }: AdminKey): boolean | null {
  const told = owner?.type ?? owner?.object ?? null;
  if (told === null) return null;
  return !told.includes('service_account');
}

/** An admin key: manages users, projects and keys of the whole organization. */
export function fromAdminKey(scopeKey: string, key: AdminKey): Credential {
  const created = timeOr(key.created_at, 'this list does not tell it');
  const isPersons = isOfPerson(key);
  const ownerId = key.owner?.id ?? null;
  return {
    key: `${scopeKey}/admin-keys/${key.id}`,
    provider: 'openai',
    identityKey:
      ownerId === null
        ? null
        : isPersons === false
          ? serviceAccountKey(scopeKey, ownerId)
          : userKey(scopeKey, ownerId),
    kind: 'api-key',
    nativeType: 'openai-admin-key',
    name: key.name || `admin key ${key.id}`,
    status: 'active',
    createdAt: created,
    expiresAt: timeOrNever(key.expires_at, 'this list does not tell it'),
    lastUsedAt: timeOrNever(key.last_used_at, 'this list does not tell it'),
    lastRotatedAt: created,
    publicId: key.id,
    ...(key.redacted_value ? { preview: key.redacted_value } : {}),
    access: 'admin',
    attributes: toldAttributes({
      boundToPerson: isPersons,
      personRoles: isPersons === true && key.owner?.role ? [key.owner.role] : null,
      usageSource: 'list of keys',
    }),
  };
}
