import { type AnswerState, type ImportContext, noteProblem } from '@nonhuman/connector-kit';
import { roleFolders } from './identity-lists.ts';
import { inScope, type VaultState } from './state.ts';

type Context = ImportContext<AnswerState<VaultState>>;

/** A folder that each mount of a type has, and the listing that it belongs to. */
interface Folder {
  readonly listing: string;
  readonly type: RegExp;

  of(mount: string, type: string): readonly string[];
}

const folders: readonly Folder[] = [
  {
    listing: 'vault.roles',
    type: /./,
    of: (mount, type) => {
      const folder = roleFolders[type];
      return mount.startsWith('auth/') && folder ? [`${mount}/${folder}`] : [];
    },
  },
  {
    listing: 'vault.database-connections',
    type: /^database$/,
    of: (mount) => [`${mount}/config`],
  },
  {
    listing: 'vault.database-roles',
    type: /^database$/,
    of: (mount) => [`${mount}/roles`, `${mount}/static-roles`],
  },
  { listing: 'vault.pki-roles', type: /^pki$/, of: (mount) => [`${mount}/roles`] },
];
const secretFolders = (mount: string): readonly string[] => [`${mount}/metadata`, mount];

/**
 * Notes what was not read although something names it: a command that may not list a folder prints
 * nothing, which looks like a folder that is empty.
 */
export function noteMissing({ state }: Context): void {
  const { own, ledger } = state;
  for (const [key, { listed, read }] of own.counts) {
    if (listed <= read) continue;
    const space = key.lastIndexOf(' ');
    noteProblem(ledger, key.slice(0, space), {
      listing: key.slice(space + 1),
      reason: 'not-permitted',
      message: `${listed - read} of the ${listed} that the list names could not be read`,
    });
  }
  for (const { scopeKey, listing } of ledger.entries.values()) {
    const mounts = mountsOf(own, scopeKey);
    const missing = missingFolders(own, { scopeKey, listing, mounts });
    for (const path of missing)
      noteProblem(ledger, scopeKey, {
        listing,
        reason: 'not-permitted',
        message: `${path} was not listed`,
        needs: `list on ${path}`,
      });
    const needs = listing === 'vault.roles' ? 'auth' : 'mounts';
    const isOfMounts =
      listing === 'vault.secrets' || folders.some((one) => one.listing === listing);
    if (isOfMounts && !ledger.entries.has(`${scopeKey} vault.${needs}`))
      noteProblem(ledger, scopeKey, {
        listing,
        reason: 'not-asked',
        message: 'The list of mounts was not read: nothing tells that these are all',
        needs: `vault ${needs === 'auth' ? 'auth' : 'secrets'} list`,
      });
  }
}

function mountsOf(own: VaultState, scopeKey: string): [string, string][] {
  const prefix = `${scopeKey} `;
  return [...own.mounts]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, type]) => [key.slice(prefix.length), type]);
}

function missingFolders(
  own: VaultState,
  of: {
    readonly scopeKey: string;
    readonly listing: string;
    readonly mounts: readonly [string, string][];
  },
): string[] {
  const isListed = (path: string) => own.folders.has(inScope(of.scopeKey, path));
  if (of.listing === 'vault.secrets')
    return of.mounts
      .filter(([, type]) => type === 'kv' || type === 'generic')
      .filter(([mount]) => !secretFolders(mount).some(isListed))
      .map(([mount]) => mount);
  return folders
    .filter(({ listing }) => listing === of.listing)
    .flatMap((folder) =>
      of.mounts.flatMap(([mount, type]) => (folder.type.test(type) ? folder.of(mount, type) : [])),
    )
    .filter((path) => !isListed(path));
}
