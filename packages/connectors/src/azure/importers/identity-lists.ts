import { toldAttributes, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { trustToCredential, trustToDelegation } from '../../formats/entra-federated-credential.ts';
import {
  attachedTo,
  instanceOf,
  isUserAssigned,
  principalKey,
  systemAssignedToIdentity,
  userAssignedToIdentity,
} from '../mapping/managed-identity.ts';
import { scopeOfId, scopeToResource } from '../mapping/scope.ts';
import { keyedTypeOf, toKeyHolder, toSharedKeys } from '../mapping/shared-key.ts';
import {
  isVault,
  policiesOf,
  policyToEntitlement,
  policyToGrant,
  vaultToResource,
} from '../mapping/vault.ts';
import { IdentityFederatedCredential, Resource, Subscription } from '../schema.ts';
import { type AzurePlace, allPages, list } from './state.ts';

const resourceEmits = [
  'identity',
  'instance',
  'credential',
  'resource',
  'delegation',
  'entitlement',
  'grant',
] as const;

const subscriptions = list({
  id: 'azure.subscriptions',
  title: 'Subscriptions',
  commands: ['az account list --all > "${SUBSCRIPTION}__subscriptions.json"'],
  emits: ['resource'],
  what: 'subscriptions',
  members: ['value', ''],
  next: ['nextLink'],
  item: Subscription,
  fits: (item) =>
    'state' in item && 'tenantId' in item && ('subscriptionId' in item || 'isDefault' in item),
  scopeOf: ({ id }) => id.replace(/^\/subscriptions\//i, ''),
  *read(told, { of, scopeKey }) {
    yield upsert(of, 'resource', {
      ...scopeToResource(`/subscriptions/${scopeKey}`),
      name: told.displayName || told.name || scopeKey,
      attributes: toldAttributes({
        subscriptionId: scopeKey,
        tenantId: told.tenantId,
        state: told.state,
        managedByTenants: told.managedByTenants?.flatMap(({ tenantId }) => tenantId ?? []),
      }),
    });
  },
});

const userAssignedIdentities = list({
  id: 'azure.user-assigned-identities',
  title: 'User-assigned managed identities',
  commands: [
    'az identity list --subscription "$SUBSCRIPTION" > "${SUBSCRIPTION}__user-assigned-identities.json"',
  ],
  emits: resourceEmits,
  what: 'user-assigned-identities',
  members: ['value', 'data', ''],
  next: ['nextLink'],
  item: Resource,
  fits: (item) => isUserAssigned({ id: String(item['id']) }),
  nameOf: (told) => (isUserAssigned(told) ? (told.principalId?.toLowerCase() ?? null) : null),
  scopeOf: ({ id }) => scopeOfId(id),
  read: readResource,
});

const federatedCredentials = list({
  id: 'azure.identity-federated-credentials',
  title: 'Federated credentials of each user-assigned identity',
  commands: [
    `az identity list --subscription "$SUBSCRIPTION" --query '[].[principalId,name,resourceGroup]' -o tsv | while read id name group; do az identity federated-credential list --subscription "$SUBSCRIPTION" --identity-name "$name" --resource-group "$group" > "\${SUBSCRIPTION}__\${id}__identity-federated-credentials.json"; done`,
  ],
  emits: ['credential', 'delegation'],
  what: 'identity-federated-credentials',
  members: ['value', ''],
  next: ['nextLink'],
  item: IdentityFederatedCredential,
  fits: (item) => /\/federatedIdentityCredentials\/[^/]+$/i.test(String(item['id'])),
  parentListing: 'azure.user-assigned-identities',
  scopeOf: ({ id }) => scopeOfId(id),
  *read(told, { of, own, parent }) {
    const holder = told.id.replace(/\/federatedIdentityCredentials\/[^/]+$/i, '').toLowerCase();
    const trust = {
      key: told.id.toLowerCase(),
      provider: 'azure',
      identityKey: own.identities.get(holder) ?? parent?.toLowerCase() ?? holder,
      name: told.name,
      issuer: told.issuer,
      subject: told.subject ?? null,
      audiences: told.audiences ?? null,
      expression: told.claimsMatchingExpression?.value ?? null,
    } as const;
    yield upsert(of, 'credential', trustToCredential(trust));
    yield upsert(of, 'delegation', trustToDelegation(trust));
  },
});

/** Lists of resources may be mixed: each is read as what its id says that it is. */
function* readResource(resource: Resource, at: AzurePlace): Generator<Observation> {
  const { of, own } = at;
  const identity = userAssignedToIdentity(resource);
  if (identity) {
    own.machines.add(identity.key);
    own.identities.set(resource.id.toLowerCase(), identity.key);
    yield upsert(of, 'identity', identity);
  }
  yield* readIdentities(resource, at);
  if (isVault(resource)) yield* readVault(resource, at);
  const type = keyedTypeOf(resource);
  if (type === null) return;
  yield upsert(of, 'identity', toKeyHolder(resource, type));
  for (const key of toSharedKeys(resource, type)) yield upsert(of, 'credential', key);
}

function* readVault(vault: Resource, { of, own }: AzurePlace): Generator<Observation> {
  yield upsert(of, 'resource', vaultToResource(vault));
  for (const policy of policiesOf(vault)) {
    const isMachine = own.machines.has(principalKey(policy.objectId));
    yield upsert(of, 'entitlement', policyToEntitlement(vault, policy));
    yield upsert(of, 'grant', policyToGrant(vault, policy, isMachine));
  }
}

/** Whoever can run code on the resource acts as its identities. */
function* readIdentities(resource: Resource, { of, own }: AzurePlace): Generator<Observation> {
  const keys: string[] = [];
  const itself = systemAssignedToIdentity(resource);
  if (itself) {
    own.machines.add(itself.key);
    keys.push(itself.key);
    yield upsert(of, 'identity', itself);
  }
  for (const { resourceId, principalId } of attachedTo(resource)) {
    const key = principalId
      ? principalKey(principalId)
      : own.identities.get(resourceId.toLowerCase());
    if (key !== undefined) keys.push(key);
  }
  if (keys.length === 0) return;
  const from = { type: 'service', key: resource.id.toLowerCase(), name: resource.name } as const;
  yield upsert(of, 'resource', { ...scopeToResource(resource.id), name: resource.name });
  for (const key of keys) {
    yield upsert(of, 'instance', instanceOf(resource, key));
    yield upsert(of, 'delegation', {
      key: `${from.key}#runs-as/${key}`,
      provider: 'azure',
      kind: 'runs-as',
      from,
      to: { type: 'identity', key },
      conditional: false,
    });
  }
}

const resources = list({
  id: 'azure.resources',
  title: 'Resources with identities or shared keys',
  commands: [
    `token=''; while :; do page=$(az graph query --subscriptions "$SUBSCRIPTION" --first 1000 \${token:+--skip-token "$token"} -q 'resources'); printf '%s\\n' "$page"; token=$(printf '%s' "$page" | jq -r '.skip_token // empty'); [ "$token" ] || break; done > "\${SUBSCRIPTION}__resources.json"`,
  ],
  emits: resourceEmits,
  what: 'resources',
  members: ['value', 'data', ''],
  next: ['nextLink', 'skip_token'],
  item: Resource,
  fits: (item) =>
    /^\/subscriptions\/[^/]+\/(?:resourceGroups\/[^/]+\/)?providers\//i.test(String(item['id'])) &&
    typeof item['type'] === 'string' &&
    typeof item['name'] === 'string' &&
    !/\/providers\/Microsoft\.Authorization\//i.test(String(item['id'])),
  scopeOf: ({ id }) => scopeOfId(id),
  read: readResource,
});

const storageAccounts = list({
  id: 'azure.storage-accounts',
  title: 'Storage accounts, with the ages of their keys',
  commands: [
    allPages(
      'subscriptions/$SUBSCRIPTION/providers/Microsoft.Storage/storageAccounts?api-version=2023-05-01',
      'storage-accounts',
    ),
  ],
  emits: resourceEmits,
  what: 'storage-accounts',
  members: ['value', ''],
  next: ['nextLink'],
  item: Resource,
  fits: (item) => /^microsoft\.storage\/storageaccounts$/i.test(String(item['type'])),
  scopeOf: ({ id }) => scopeOfId(id),
  read: readResource,
});

const keyVaults = list({
  id: 'azure.key-vaults',
  title: 'Key vaults, with their access policies',
  commands: [
    allPages(
      'subscriptions/$SUBSCRIPTION/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01',
      'key-vaults',
    ),
  ],
  emits: resourceEmits,
  what: 'key-vaults',
  members: ['value', ''],
  next: ['nextLink'],
  item: Resource,
  fits: (item) => isVault({ id: String(item['id']) }),
  nameOf: (told) => (isVault(told) ? told.name : null),
  scopeOf: ({ id }) => scopeOfId(id),
  read: readResource,
});

/** What acts in Azure, and what has keys. They come first: grants name them by object id. */
export const identityLists = [
  subscriptions,
  userAssignedIdentities,
  federatedCredentials,
  storageAccounts,
  keyVaults,
  resources,
];
