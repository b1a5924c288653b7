import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import { type Credential, type Identity, never, type Status, unknown } from '@nonhuman/model';
import type { Resource } from '../schema.ts';
import { lastOf, taggedWith } from './scope.ts';

/** A type of resource that lets in whoever holds one of its keys, with all rights on its data. */
interface KeyedType {
  readonly nativeType: string;
  readonly keys: readonly string[];
  /** Whether the keys work; null when the answer does not tell. */
  works(resource: Resource): boolean | null;
}

function localAuth(nativeType: string, ...keys: string[]): KeyedType {
  return {
    nativeType,
    keys,
    works: ({ disableLocalAuth }) =>
      disableLocalAuth === null || disableLocalAuth === undefined ? null : !disableLocalAuth,
  };
}

const keyedTypes: ReadonlyMap<string, KeyedType> = new Map([
  [
    'microsoft.storage/storageaccounts',
    {
      nativeType: 'azure-storage-account',
      keys: ['key1', 'key2'],
      // Null is the same as true: https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent
      works: ({ allowSharedKeyAccess }) => allowSharedKeyAccess !== false,
    },
  ],
  [
    'microsoft.documentdb/databaseaccounts',
    localAuth('azure-cosmos-account', 'primary', 'secondary'),
  ],
  ['microsoft.servicebus/namespaces', localAuth('azure-service-bus', 'primary', 'secondary')],
  ['microsoft.eventhub/namespaces', localAuth('azure-event-hubs', 'primary', 'secondary')],
  ['microsoft.cognitiveservices/accounts', localAuth('azure-ai-account', 'key1', 'key2')],
  ['microsoft.search/searchservices', localAuth('azure-search', 'primary', 'secondary')],
  [
    'microsoft.appconfiguration/configurationstores',
    localAuth('azure-app-configuration', 'primary', 'secondary'),
  ],
  ['microsoft.eventgrid/topics', localAuth('azure-event-grid-topic', 'key1', 'key2')],
  ['microsoft.eventgrid/domains', localAuth('azure-event-grid-domain', 'key1', 'key2')],
  ['microsoft.devices/iothubs', localAuth('azure-iot-hub', 'iothubowner')],
  [
    'microsoft.cache/redis',
    {
      nativeType: 'azure-redis',
      keys: ['primary', 'secondary'],
      works: ({ disableAccessKeyAuthentication: disabled }) =>
        disabled === null || disabled === undefined ? null : !disabled,
    },
  ],
  [
    'microsoft.containerregistry/registries',
    {
      nativeType: 'azure-container-registry',
      keys: ['password', 'password2'],
      works: ({ adminUserEnabled }) => adminUserEnabled ?? null,
    },
  ],
]);

/** The type that takes shared keys; null for other types and for lists that tell no properties. */
export function keyedTypeOf(resource: Resource): KeyedType | null {
  if (!resource.properties && resource.keyCreationTime === undefined) return null;
  return keyedTypes.get(resource.type.toLowerCase()) ?? null;
}

/** The key of what a shared key signs in as: resources of these types have names of their own world-wide. */
function keyHolderKey(nativeType: string, name: string): string {
  return `${nativeType}/${name.toLowerCase()}`;
}

/** What the keys of a resource act as: the resource itself, with all rights on its data. */
export function toKeyHolder(resource: Resource, type: KeyedType): Identity {
  return {
    key: keyHolderKey(type.nativeType, resource.name),
    provider: 'azure',
    kind: 'service-account',
    nativeType: type.nativeType,
    name: resource.name,
    status: statusOf(type.works(resource)),
    createdAt: timeOr(resource.creationTime, 'this export does not tell when it was made'),
    lastUsedAt: unknown('Azure keeps the use of shared keys in logs and metrics of the resource'),
    ...taggedWith(resource.tags),
    attributes: toldAttributes({
      azureResource: resource.id,
      resourceGroup: /\/resourceGroups\/([^/]+)/i.exec(resource.id)?.[1],
      sharedKeys: type.works(resource),
    }),
  };
}

/** The keys of a resource. They exist whether or not anybody uses them. */
export function toSharedKeys(resource: Resource, type: KeyedType): Credential[] {
  const works = type.works(resource);
  return type.keys.map((name) => {
    const createdAt = timeOr(
      name === 'key1' || name === 'key2' ? resource.keyCreationTime?.[name] : null,
      'Azure does not tell when this key was made',
    );
    return {
      ...sharedKey({ nativeType: type.nativeType, account: resource.name, name }),
      status: statusOf(works),
      createdAt,
      lastRotatedAt: createdAt,
      attributes: toldAttributes({
        unscoped: true,
        azureResource: resource.id,
        keyExpirationDays: resource.keyPolicy?.keyExpirationPeriodInDays,
        sasExpirationPeriod: resource.sasPolicy?.sasExpirationPeriod,
      }),
    };
  });
}

/** A shared key of which nothing but its name is told. */
export function sharedKey(of: {
  readonly nativeType: string;
  readonly account: string;
  readonly name: string;
}): Credential {
  const holder = keyHolderKey(of.nativeType, of.account);
  return {
    key: `${holder}/keys/${lastOf(of.name)}`,
    provider: 'azure',
    identityKey: holder,
    kind: 'access-key',
    nativeType: `${of.nativeType}-key`,
    name: `${of.name} of ${of.account}`,
    status: 'unknown',
    createdAt: unknown('Azure does not tell when this key was made'),
    expiresAt: never,
    lastUsedAt: unknown('Azure does not tell which key was used'),
    lastRotatedAt: unknown('Azure does not tell when this key was made anew'),
    access: 'admin',
    attributes: { unscoped: true },
  };
}

function statusOf(works: boolean | null): Status {
  if (works === null) return 'unknown';
  return works ? 'active' : 'disabled';
}
