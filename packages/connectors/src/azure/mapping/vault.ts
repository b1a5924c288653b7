import { toldAttributes } from '@nonhuman/connector-kit';
import type { AccessLevel, Entitlement, Grant, Resource as Thing } from '@nonhuman/model';
import type { AccessPolicy, Resource } from '../schema.ts';
import { principalKey } from './managed-identity.ts';
import { scopeToResource } from './scope.ts';

export function isVault({ id }: Pick<Resource, 'id'>): boolean {
  return /\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/i.test(id);
}

export function vaultToResource(vault: Resource): Thing {
  return {
    ...scopeToResource(vault.id),
    name: vault.name,
    attributes: toldAttributes({
      id: vault.id,
      rbacAuthorization: vault.enableRbacAuthorization ?? undefined,
    }),
  };
}

/** The policies that count: where roles decide, they are kept but not asked. */
export function policiesOf(vault: Resource): readonly AccessPolicy[] {
  return vault.enableRbacAuthorization === true ? [] : (vault.accessPolicies ?? []);
}

function policyKey(vault: Resource, { objectId, applicationId }: AccessPolicy): string {
  const principal = [principalKey(objectId), ...(applicationId ? [applicationId] : [])].join('/');
  return `${vault.id.toLowerCase()}#access-policy/${principal}`;
}

function accessOf(permissions: AccessPolicy['permissions']): AccessLevel {
  const actions = Object.values(permissions).flatMap((told) => told ?? []);
  if (actions.length === 0) return 'none';
  return actions.every((action) => /^(?:get|list)(?:issuers|sas)?$/i.test(action))
    ? 'read'
    : 'write';
}

export function policyToEntitlement(vault: Resource, policy: AccessPolicy): Entitlement {
  const { permissions } = policy;
  return {
    key: policyKey(vault, policy),
    provider: 'azure',
    nativeType: 'azure-vault-access-policy',
    name: `access policy of ${vault.name}`,
    access: accessOf(permissions),
    document: {
      keys: [...(permissions.keys ?? [])],
      secrets: [...(permissions.secrets ?? [])],
      certificates: [...(permissions.certificates ?? [])],
      storage: [...(permissions.storage ?? [])],
    },
    attributes: {
      readsSecrets: (permissions.secrets ?? []).some((action) => /^(?:get|all)$/i.test(action)),
    },
  };
}

/** `isMachine`: the object id is known to be one; otherwise it may be anybody's. */
export function policyToGrant(vault: Resource, policy: AccessPolicy, isMachine: boolean): Grant {
  const principal = principalKey(policy.objectId);
  return {
    key: policyKey(vault, policy),
    provider: 'azure',
    principal: { type: isMachine ? 'identity' : 'external', key: principal, name: principal },
    entitlementKey: policyKey(vault, policy),
    on: vault.id,
    resourceKey: vault.id.toLowerCase(),
    via: null,
    conditional: Boolean(policy.applicationId),
  };
}
