import { toldAttributes } from '@nonhuman/connector-kit';
import type { AccessLevel, Entitlement } from '@nonhuman/model';
import type { RoleDefinition, RolePermission } from '../schema.ts';
import { lastOf } from './scope.ts';

/** Built-in roles by id, the same everywhere, for when the definitions were not read. */
const builtIn: ReadonlyMap<string, readonly [name: string, access: AccessLevel]> = new Map([
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', ['Owner', 'admin']],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', ['User Access Administrator', 'admin']],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', ['Role Based Access Control Administrator', 'admin']],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', ['Contributor', 'write']],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', ['Reader', 'read']],
  ['00482a5a-887f-4fb3-b363-3b7fe8e74483', ['Key Vault Administrator', 'write']],
  ['b86a8fe4-44ce-4948-aee5-eccb2c155cd7', ['Key Vault Secrets Officer', 'write']],
  ['4633458b-17de-408a-b874-0445c86b69e6', ['Key Vault Secrets User', 'read']],
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', ['Storage Blob Data Owner', 'write']],
  ['ba92f5b4-2d11-453d-a403-e96b0029c9fe', ['Storage Blob Data Contributor', 'write']],
  ['2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', ['Storage Blob Data Reader', 'read']],
  ['17d1049b-9a84-46fb-8f53-869881c3d3ab', ['Storage Account Contributor', 'write']],
  ['f1a07417-d97a-45cb-824c-7a7467783830', ['Managed Identity Operator', 'write']],
  ['e40ec5ca-96e0-45a2-b4ff-59039f2c2b59', ['Managed Identity Contributor', 'write']],
  ['9980e02c-c2be-4d73-94e8-173b1dc7cf3c', ['Virtual Machine Contributor', 'write']],
  ['7f951dda-4ed3-4680-a7ca-43fe172d538d', ['AcrPull', 'read']],
  ['8311e382-0749-4cb8-b61a-304f252e45ec', ['AcrPush', 'write']],
]);

/** The key of a role: its id is the same in every scope that it is told from. */
function roleKey(roleDefinitionId: string): string {
  return `role-definitions/${lastOf(roleDefinitionId)}`;
}

/** A pattern of actions as a regular expression; `*` stands for any text. */
function pattern(action: string): RegExp {
  const escaped = action.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i');
}

/** Whether a permission allows this very action, with what it takes out again. */
function allows({ actions, notActions }: RolePermission, action: string): boolean {
  const matches = (patterns: readonly string[] | null | undefined) =>
    (patterns ?? []).some((one) => pattern(one).test(action));
  return matches(actions) && !matches(notActions);
}

/** How far a role reaches. `admin`: it may give roles, to itself too. */
export function accessOf(permissions: readonly RolePermission[]): AccessLevel {
  const givesRoles = [
    'Microsoft.Authorization/roleAssignments/write',
    'Microsoft.Authorization/elevateAccess/action',
  ];
  if (permissions.some((one) => givesRoles.some((action) => allows(one, action)))) return 'admin';
  const actions = permissions.flatMap((one) => [
    ...(one.actions ?? []),
    ...(one.dataActions ?? []),
  ]);
  if (actions.length === 0) return 'none';
  return actions.every((action) => /\/read$/i.test(action)) ? 'read' : 'write';
}

/** Whether it opens the values of secrets or the keys of resources. */
function readsSecrets(permissions: readonly RolePermission[]): boolean {
  return permissions.some(
    (one) =>
      allows(one, 'Microsoft.Storage/storageAccounts/listKeys/action') ||
      allows(
        {
          actions: one.dataActions,
          notActions: one.notDataActions,
          dataActions: [],
          notDataActions: [],
        },
        'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      ),
  );
}

export function definitionToEntitlement(role: RoleDefinition): Entitlement {
  const permissions = role.permissions ?? [];
  const told = role.permissions !== null && role.permissions !== undefined;
  const actions = permissions.flatMap((one) => [
    ...(one.actions ?? []),
    ...(one.dataActions ?? []),
  ]);
  return {
    key: roleKey(role.id),
    provider: 'azure',
    nativeType: 'azure-role',
    name: role.roleName,
    access: told ? accessOf(permissions) : 'unknown',
    wildcards: actions.filter((action) => action.includes('*')),
    document: permissions.map((one) => plain(one)),
    attributes: toldAttributes({
      roleType: role.roleType ?? role.properties?.type,
      readsSecrets: told ? readsSecrets(permissions) : undefined,
      assignableScopes: role.assignableScopes ? [...role.assignableScopes] : undefined,
    }),
  };
}

/** A role of which only the id, and perhaps the name, was told. */
export function roleById(roleDefinitionId: string, name: string | null): Entitlement {
  const known = builtIn.get(lastOf(roleDefinitionId));
  return {
    key: roleKey(roleDefinitionId),
    provider: 'azure',
    nativeType: 'azure-role',
    name: known?.[0] ?? (name || `role ${lastOf(roleDefinitionId)}`),
    access: known?.[1] ?? 'unknown',
  };
}

/** The lists of a permission, those that were not told left out. */
export function plain({ actions, notActions, dataActions, notDataActions }: RolePermission) {
  return {
    actions: [...(actions ?? [])],
    notActions: [...(notActions ?? [])],
    dataActions: [...(dataActions ?? [])],
    notDataActions: [...(notDataActions ?? [])],
  };
}
