import { toldAttributes } from '@nonhuman/connector-kit';
import { type Identity, type Instance, unknown } from '@nonhuman/model';
import type { Resource } from '../schema.ts';
import { taggedWith } from './scope.ts';

const untold = unknown('Resource Manager does not tell when an identity was made');
const unused = unknown('the sign-in logs of managed identities tell it, no list does');

/** The key of a principal: its object id in Entra, by which every grant names it. */
export function principalKey(objectId: string): string {
  return objectId.toLowerCase();
}

/** Whether the resource is itself an identity, to be attached to others. */
export function isUserAssigned({ id }: Pick<Resource, 'id'>): boolean {
  return /\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i.test(id);
}

/** A user-assigned identity; null when the answer tells no more than its name. */
export function userAssignedToIdentity(told: Resource): Identity | null {
  if (!isUserAssigned(told) || !told.principalId) return null;
  return {
    key: principalKey(told.principalId),
    provider: 'azure',
    kind: 'service-account',
    nativeType: 'azure-user-assigned-identity',
    name: told.name,
    status: 'active',
    createdAt: untold,
    lastUsedAt: unused,
    ...taggedWith(told.tags),
    attributes: toldAttributes({
      clientId: told.clientId?.toLowerCase(),
      objectId: principalKey(told.principalId),
      azureResource: told.id,
      tenantId: told.tenantId,
      platformIdentity: true,
    }),
  };
}

/** The identity that a resource was given for itself; null when it has none. */
export function systemAssignedToIdentity(resource: Resource): Identity | null {
  const { identity } = resource;
  if (!identity?.principalId || !/SystemAssigned/i.test(identity.type ?? '')) return null;
  return {
    key: principalKey(identity.principalId),
    provider: 'azure',
    kind: 'workload',
    nativeType: 'azure-system-assigned-identity',
    name: resource.name,
    status: 'active',
    createdAt: untold,
    lastUsedAt: unused,
    ...taggedWith(resource.tags),
    attributes: toldAttributes({
      objectId: principalKey(identity.principalId),
      azureResource: resource.id,
      resourceType: resource.type.toLowerCase(),
      tenantId: identity.tenantId,
      platformIdentity: true,
    }),
  };
}

/** A user-assigned identity as a resource names it. */
export interface AttachedIdentity {
  readonly resourceId: string;
  /** Null when the resource does not tell it. */
  readonly principalId: string | null;
  readonly clientId: string | null;
}

export function attachedTo({ identity }: Resource): AttachedIdentity[] {
  return Object.entries(identity?.userAssignedIdentities ?? {}).map(([resourceId, told]) => ({
    resourceId,
    principalId: told?.principalId || null,
    clientId: told?.clientId || null,
  }));
}

/** The resource that runs as the identity. */
export function instanceOf(resource: Resource, identityKey: string): Instance {
  return {
    key: `${resource.id.toLowerCase()}#${identityKey}`,
    provider: 'azure',
    identityKey,
    nativeType: resource.type.toLowerCase(),
    name: resource.name,
    status: 'unknown',
    place: { kind: 'provider', locator: resource.id },
  };
}
