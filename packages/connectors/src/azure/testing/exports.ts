const guid = (letter: string, number: number) =>
  `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The subscription that the fixtures are about. */
export const subscription = guid('5', 1);
const group = `/subscriptions/${subscription}/resourceGroups/shop`;
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/shopdata`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/shop-vault`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop-identity`;
const machine = `${group}/providers/Microsoft.Compute/virtualMachines/shop-vm`;
const roleId = (id: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

/** Object ids of principals. */
export const principals = {
  userAssigned: guid('c', 3),
  systemAssigned: guid('c', 4),
  application: guid('c', 1),
  ada: guid('e', 1),
  team: guid('9', 1),
} as const;
export const clients = { userAssigned: guid('d', 3), application: guid('d', 1) } as const;

const roles = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  own: guid('8', 1),
} as const;

/** Values of keys, as somebody listed them. */
export const plantedSecrets = [`${'Zm9v'.repeat(21)}YmFyMQ==`, `${'YmF6'.repeat(21)}cXV4Mg==`];

/** A page as Resource Manager answers it. */
function page(items: readonly object[]): string {
  return JSON.stringify({ value: items, nextLink: null });
}

const file = (what: string) => `${subscription}__${what}.json`;
const part = (of: string, what: string) => `${subscription}__${of}__${what}.json`;

interface Assigned {
  readonly number: number;
  readonly principal: string;
  readonly type: string;
  readonly role: string;
  readonly scope: string;
  readonly condition?: string;
}

function assignment({ number, principal, type, role, scope, condition }: Assigned) {
  const below = scope === '/' ? '' : scope;
  return {
    id: `${below}/providers/Microsoft.Authorization/roleAssignments/${guid('1', number)}`,
    name: guid('1', number),
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      roleDefinitionId: roleId(role),
      principalId: principal,
      principalType: type,
      scope,
      condition: condition ?? null,
      createdOn: '2024-01-01T00:00:00Z',
      createdBy: principals.ada,
    },
  };
}

const here = `/subscriptions/${subscription}`;
const managementGroup = '/providers/Microsoft.Management/managementGroups/acme';

const storageAccount = {
  id: storage,
  name: 'shopdata',
  type: 'Microsoft.Storage/storageAccounts',
  tags: { environment: 'prod', owner: 'ada@example.com' },
  identity: { type: 'None' },
  properties: {
    creationTime: '2022-01-01T00:00:00Z',
    keyCreationTime: { key1: '2022-01-01T00:00:00Z', key2: null },
    keyPolicy: { keyExpirationPeriodInDays: 90 },
    allowSharedKeyAccess: null,
  },
};

/** One file of every kind, under the names that the printed commands give. */
export const exports: Readonly<Record<string, string>> = {
  [file('subscriptions')]: JSON.stringify([
    {
      id: subscription,
      name: 'Shop',
      state: 'Enabled',
      tenantId: guid('a', 1),
      isDefault: true,
      managedByTenants: [{ tenantId: guid('7', 1) }],
    },
  ]),
  [file('user-assigned-identities')]: JSON.stringify([
    {
      id: identityId,
      name: 'shop-identity',
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
      clientId: clients.userAssigned,
      principalId: principals.userAssigned,
      tenantId: guid('a', 1),
      tags: { environment: 'prod' },
    },
  ]),
  [part(principals.userAssigned, 'identity-federated-credentials')]: JSON.stringify([
    {
      id: `${identityId}/federatedIdentityCredentials/aks`,
      name: 'aks',
      issuer: 'https://westeurope.oic.prod-aks.azure.com/acme/',
      subject: 'system:serviceaccount:shop:orders',
      audiences: ['api://AzureADTokenExchange'],
    },
  ]),
  [file('storage-accounts')]: page([storageAccount]),
  [file('key-vaults')]: page([
    {
      id: vault,
      name: 'shop-vault',
      type: 'Microsoft.KeyVault/vaults',
      properties: {
        enableRbacAuthorization: false,
        accessPolicies: [
          {
            objectId: principals.systemAssigned,
            tenantId: guid('a', 1),
            permissions: { keys: [], secrets: ['Get', 'List'], certificates: [], storage: [] },
          },
          {
            objectId: principals.ada,
            permissions: { keys: ['all'], secrets: ['all'], certificates: [], storage: [] },
          },
        ],
      },
    },
  ]),
  [file('resources')]: JSON.stringify({
    count: 2,
    data: [
      {
        id: machine,
        name: 'shop-vm',
        type: 'microsoft.compute/virtualmachines',
        identity: {
          type: 'SystemAssigned, UserAssigned',
          principalId: principals.systemAssigned,
          tenantId: guid('a', 1),
          userAssignedIdentities: {
            [identityId]: { principalId: principals.userAssigned, clientId: clients.userAssigned },
          },
        },
        properties: {},
      },
      {
        id: `${group}/providers/Microsoft.DocumentDB/databaseAccounts/shop-db`,
        name: 'shop-db',
        type: 'microsoft.documentdb/databaseaccounts',
        identity: null,
        properties: { disableLocalAuth: true },
      },
    ],
    skip_token: null,
    total_records: 2,
  }),
  [file('role-definitions')]: JSON.stringify([
    {
      id: roleId(roles.contributor),
      name: roles.contributor,
      roleName: 'Contributor',
      roleType: 'BuiltInRole',
      type: 'Microsoft.Authorization/roleDefinitions',
      permissions: [
        {
          actions: ['*'],
          notActions: [
            'Microsoft.Authorization/*/Write',
            'Microsoft.Authorization/elevateAccess/Action',
          ],
          dataActions: [],
          notDataActions: [],
        },
      ],
      assignableScopes: ['/'],
    },
    {
      id: roleId(roles.own),
      name: roles.own,
      roleName: 'role giver',
      roleType: 'CustomRole',
      type: 'Microsoft.Authorization/roleDefinitions',
      permissions: [{ actions: ['Microsoft.Authorization/roleAssignments/*'], notActions: [] }],
      assignableScopes: [here],
    },
  ]),
  [file('role-assignments')]: page([
    assignment({
      number: 1,
      principal: principals.application,
      type: 'ServicePrincipal',
      role: roles.owner,
      scope: here,
    }),
    assignment({
      number: 2,
      principal: principals.systemAssigned,
      type: 'ServicePrincipal',
      role: roles.contributor,
      scope: group,
      condition: "@Resource[name] StringEquals 'x'",
    }),
    assignment({
      number: 3,
      principal: principals.ada,
      type: 'User',
      role: roles.own,
      scope: managementGroup,
    }),
    assignment({
      number: 4,
      principal: principals.team,
      type: 'Group',
      role: roles.reader,
      scope: '/',
    }),
  ]),
  [file('role-eligibilities')]: page([
    {
      id: `${here}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/${guid('3', 1)}`,
      name: guid('3', 1),
      type: 'Microsoft.Authorization/roleEligibilityScheduleInstances',
      properties: {
        roleDefinitionId: roleId(roles.owner),
        principalId: principals.application,
        principalType: 'ServicePrincipal',
        scope: here,
        status: 'Provisioned',
        memberType: 'Direct',
        createdOn: '2025-01-01T00:00:00Z',
      },
    },
  ]),
  [file('deny-assignments')]: page([
    {
      id: `${here}/providers/Microsoft.Authorization/denyAssignments/${guid('2', 1)}`,
      properties: {
        denyAssignmentName: 'managed application',
        permissions: [
          { actions: ['*/write'], notActions: [], dataActions: [], notDataActions: [] },
        ],
        scope: here,
        principals: [{ id: guid('0', 0).replaceAll(/[48]/g, '0'), type: 'SystemDefined' }],
        excludePrincipals: [{ id: principals.application, type: 'ServicePrincipal' }],
        isSystemProtected: true,
      },
    },
  ]),
  [part('shop-vault', 'vault-secrets')]: JSON.stringify([
    {
      id: 'https://shop-vault.vault.azure.net/secrets/db-password',
      name: 'db-password',
      contentType: 'text/plain',
      attributes: {
        enabled: true,
        created: '2023-01-01T00:00:00+00:00',
        updated: '2023-06-01T00:00:00+00:00',
        expires: '2027-01-01T00:00:00+00:00',
      },
    },
  ]),
  [part('shop-vault', 'vault-keys')]: JSON.stringify({
    value: [
      {
        kid: 'https://shop-vault.vault.azure.net/keys/signing',
        attributes: { enabled: true, created: 1_700_000_000, updated: 1_700_000_000 },
      },
    ],
    nextLink: null,
  }),
  [part('shop-vault', 'vault-certificates')]: JSON.stringify([
    {
      id: 'https://shop-vault.vault.azure.net/certificates/web',
      name: 'web',
      x509ThumbprintHex: null,
      x509Thumbprint: Buffer.from('0123456789abcdef0123456789abcdef01234567', 'hex').toString(
        'base64url',
      ),
      attributes: { enabled: true, created: '2025-01-01T00:00:00+00:00' },
    },
  ]),
  [part('shop-vault', 'vault-storage-accounts')]: page([
    {
      id: 'https://shop-vault.vault.azure.net/storage/shopdata',
      resourceId: storage,
      attributes: { enabled: true, created: 1_566_333_147, updated: 1_566_333_147 },
    },
  ]),
  [part('shopdata', 'storage-account-keys')]: JSON.stringify({
    keys: [
      { keyName: 'key1', value: plantedSecrets[0], permissions: 'FULL' },
      { keyName: 'key2', value: plantedSecrets[1], permissions: 'FULL' },
    ],
  }),
  [part('shop-db', 'cosmos-account-keys')]: JSON.stringify({
    primaryMasterKey: plantedSecrets[0],
    primaryReadonlyMasterKey: plantedSecrets[1],
  }),
};
