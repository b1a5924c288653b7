import { toldAttributes } from '@nonhuman/connector-kit';
import type { AccessLevel, Entitlement } from '@nonhuman/model';
import type { DirectoryRoleDefinition } from '../schema.ts';

/** Built-in roles that lead to the administration of the tenant (Azure attack path tiering, tier 0). */
const tenantTakeover: ReadonlySet<string> = new Set([
  'Agent ID Administrator',
  'AI Administrator',
  'Application Administrator',
  'Authentication Administrator',
  'Azure DevOps Administrator',
  'Cloud Application Administrator',
  'Conditional Access Administrator',
  'Directory Synchronization Accounts',
  'Directory Writers',
  'Domain Name Administrator',
  'Exchange Administrator',
  'External Identity Provider Administrator',
  'Global Administrator',
  'Groups Administrator',
  'Helpdesk Administrator',
  'Hybrid Identity Administrator',
  'Identity Governance Administrator',
  'Intune Administrator',
  'Knowledge Administrator',
  'Knowledge Manager',
  'Lifecycle Workflows Administrator',
  'Partner Tier1 Support',
  'Partner Tier2 Support',
  'Password Administrator',
  'Privileged Authentication Administrator',
  'Privileged Role Administrator',
  'Security Administrator',
  'SharePoint Administrator',
  'Teams Administrator',
  'User Administrator',
  'Windows 365 Administrator',
  'Yammer Administrator',
]);

/** Ids of built-in roles, the same in every tenant, for when the definitions were not read. */
const knownRoles: ReadonlyMap<string, string> = new Map([
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator'],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator'],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator'],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator'],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', 'Hybrid Identity Administrator'],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator'],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator'],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator'],
  ['9360feb5-f418-4baa-8175-e2a00bac4301', 'Directory Writers'],
  ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers'],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader'],
  ['d29b2b05-8046-44ba-8758-1e26182fcf32', 'Directory Synchronization Accounts'],
]);

function roleKey(roleId: string): string {
  return `directory-roles/${roleId.toLowerCase()}`;
}

function accessOf(name: string | null, actions: readonly string[]): AccessLevel {
  if (name !== null && tenantTakeover.has(name)) return 'admin';
  if (name !== null && /\bReaders?$/.test(name)) return 'read';
  if (actions.length === 0)
    return name !== null && /Administrator|Writer|Manager|Operator|Developer/.test(name)
      ? 'write'
      : 'unknown';
  return actions.every((action) => /\/read$/i.test(action)) ? 'read' : 'write';
}

/** A role definition as an entitlement. */
export function definitionToEntitlement(role: DirectoryRoleDefinition): Entitlement {
  const actions = (role.rolePermissions ?? []).flatMap((one) => one.allowedResourceActions ?? []);
  const access = accessOf(role.isBuiltIn === false ? null : role.displayName, actions);
  return {
    key: roleKey(role.templateId ?? role.id),
    provider: 'entra',
    nativeType: 'entra-directory-role',
    name: role.displayName,
    access: access !== 'admin' && role.isPrivileged === true ? 'admin' : access,
    wildcards: actions.filter((action) => action.endsWith('*')),
    ...(actions.length > 0 ? { document: { allowedResourceActions: actions } } : {}),
    attributes: toldAttributes({ builtIn: role.isBuiltIn, privileged: role.isPrivileged }),
  };
}

/** A role of which only the id was told. */
export function roleById(roleId: string): Entitlement {
  const name = knownRoles.get(roleId.toLowerCase()) ?? null;
  return {
    key: roleKey(roleId),
    provider: 'entra',
    nativeType: 'entra-directory-role',
    name: name ?? `role ${roleId}`,
    access: name === null ? 'unknown' : accessOf(name, []),
  };
}
