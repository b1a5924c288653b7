import { timeOf, toldAttributes, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { redactedPreview } from '@nonhuman/secrets';
import { sharedKey } from '../mapping/shared-key.ts';
import { CosmosKeys, StorageKey, VaultItem } from '../schema.ts';
import { type AzurePlace, list } from './state.ts';

type VaultPart = 'secret' | 'key' | 'certificate' | 'storage';

function vaultItems(part: VaultPart) {
  const what = part === 'storage' ? 'vault-storage-accounts' : `vault-${part}s`;
  const folder = part === 'storage' ? 'storage' : `${part}s`;
  const inVault = new RegExp(`^https://[^/]+/${folder}/[^/]+`, 'i');
  return list({
    id: `azure.${what}`,
    title: `Names and dates of the ${part === 'storage' ? 'storage accounts' : `${part}s`} of each vault`,
    // `az` has no command any more for storage accounts that a vault manages.
    commands:
      part === 'storage'
        ? []
        : [
            `for name in $(az keyvault list --subscription "$SUBSCRIPTION" --query '[].name' -o tsv); do az keyvault ${part} list --vault-name "$name" > "\${SUBSCRIPTION}__\${name}__${what}.json"; done`,
          ],
    emits: ['secret-reference'],
    what,
    members: ['value', ''],
    next: ['nextLink'],
    item: VaultItem,
    fits: (item) => inVault.test(String(item['kid'] ?? item['id'])),
    parentListing: 'azure.key-vaults',
    *read(told, { of }) {
      // The same item with and without its version is one.
      const locator = inVault.exec(told.kid ?? told.id ?? '')?.[0];
      if (locator === undefined) return;
      const { attributes } = told;
      yield upsert(of, 'secret-reference', {
        key: locator.toLowerCase(),
        provider: 'azure',
        store: `azure-key-vault-${part}`,
        name: locator.split('/').at(-1) ?? locator,
        identityKey: null,
        place: { kind: 'provider', locator },
        attributes: toldAttributes({
          enabled: attributes?.enabled,
          createdAt: timeOf(attributes?.created),
          updatedAt: timeOf(attributes?.updated),
          expiresAt: timeOf(attributes?.expires ?? attributes?.exp),
          contentType: told.contentType,
          managedByVault: told.managed,
          azureResource: told.resourceId,
          sha1: thumbprintOf(told),
        }),
      });
    },
  });
}

/** The vault writes the SHA-1 in base64url, `az` in hexadecimal. */
function thumbprintOf({ x5t, x509Thumbprint }: VaultItem): string | null {
  const told = x509Thumbprint ?? x5t;
  if (!told) return null;
  if (/^[0-9a-f]{40}$/i.test(told)) return told.toLowerCase();
  const bytes = Buffer.from(told, 'base64url');
  return bytes.length === 20 ? bytes.toString('hex') : null;
}

interface HeldKey {
  readonly nativeType: string;
  readonly name: string;
  readonly value: string;
  readonly readOnly: boolean;
}

/** A key whose value stands in the file: only its fingerprint is kept. */
function* readKey(held: HeldKey, { of, parent, context }: AzurePlace): Generator<Observation> {
  const secret = new SecretValue(held.value);
  const fingerprint = context.secrets.fingerprint(secret);
  const account = parent ?? `holder of ${fingerprint}`;
  yield upsert(of, 'credential', {
    ...sharedKey({ nativeType: held.nativeType, account, name: held.name }),
    ...(parent === null ? { identityKey: null } : {}),
    status: 'unknown',
    access: held.readOnly ? 'read' : 'admin',
    fingerprint,
    preview: redactedPreview(held.value),
  });
}

const storageKeys = list({
  id: 'azure.storage-account-keys',
  title: 'Keys of one storage account, when somebody has listed them: only fingerprints are kept',
  commands: [],
  emits: ['credential'],
  what: 'storage-account-keys',
  members: ['keys', ''],
  item: StorageKey,
  fits: (item) => 'keyName' in item && 'value' in item,
  parentListing: 'azure.storage-accounts',
  *read({ keyName, value, permissions }, at) {
    if (!value) return;
    const readOnly = /^read$/i.test(permissions ?? '');
    yield* readKey({ nativeType: 'azure-storage-account', name: keyName, value, readOnly }, at);
  },
});

const cosmosKeys = list({
  id: 'azure.cosmos-account-keys',
  title: 'Keys of one Cosmos DB account, when somebody has listed them: only fingerprints are kept',
  commands: [],
  emits: ['credential'],
  what: 'cosmos-account-keys',
  members: [''],
  item: CosmosKeys,
  fits: (item) => 'primaryMasterKey' in item || 'primaryReadonlyMasterKey' in item,
  parentListing: 'azure.resources',
  *read(keys, at) {
    const named: readonly (readonly [string, string | null | undefined, boolean])[] = [
      ['primary', keys.primaryMasterKey, false],
      ['secondary', keys.secondaryMasterKey, false],
      ['primary-readonly', keys.primaryReadonlyMasterKey, true],
      ['secondary-readonly', keys.secondaryReadonlyMasterKey, true],
    ];
    for (const [name, value, readOnly] of named)
      if (value) yield* readKey({ nativeType: 'azure-cosmos-account', name, value, readOnly }, at);
  },
});

/** What lies in vaults, and keys that were listed. */
export const vaultLists = [
  vaultItems('secret'),
  vaultItems('key'),
  vaultItems('certificate'),
  vaultItems('storage'),
  storageKeys,
  cosmosKeys,
];
