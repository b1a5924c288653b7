import type { Sources } from '@nonhuman/api-contract';
import type { AnyImporter, FilePattern } from '@nonhuman/connector-kit';
import { connectors as allConnectors } from '@nonhuman/connectors';
import { listConnections, readLastSyncs } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { syncAnswer } from './syncs.ts';

/** Where the inventory comes from, and what else can be imported or scanned. */
export async function sources({
  db,
  workspaceId,
  connectors,
  scanRoots,
}: Workings): Promise<Sources> {
  const [connections, syncs] = await Promise.all([
    listConnections(db, workspaceId),
    readLastSyncs(db, workspaceId),
  ]);
  const lastSyncs = new Map(syncs.map((sync) => [sync.connection.id, syncAnswer(sync)]));
  return {
    connections: connections.map(({ id, name, connector, createdAt }) => ({
      id,
      name,
      connector,
      createdAt,
      lastSync: lastSyncs.get(id) ?? null,
    })),
    importers: connectors.flatMap(({ importer }) =>
      importer === null
        ? []
        : {
            provider: importer.id,
            title: importer.title,
            permissions: [...importer.permissions],
            cannotTell: [...importer.cannotTell],
            kinds: importer.kinds.map(({ id, title, commands, emits }) => ({
              id,
              title,
              commands: [...commands],
              emits: [...emits],
            })),
          },
    ),
    scan: {
      roots: [...scanRoots],
      collectors: connectors.flatMap(({ fileCollectors }) =>
        fileCollectors.map(({ id, title, group, reads, cannotTell }) => ({
          id,
          title,
          group,
          reads: reads.map(patternText),
          cannotTell: [...cannotTell],
        })),
      ),
    },
  };
}

function patternText(pattern: FilePattern): string {
  if ('home' in pattern) return `~/${pattern.home}`;
  if ('system' in pattern) return pattern.system;
  if ('name' in pattern) return `**/${pattern.name}`;
  return 'path' in pattern ? `**/${pattern.path}` : 'text files that hold a secret';
}

/** What can be imported offline, without a store. */
export function importers(): readonly AnyImporter[] {
  return allConnectors.flatMap(({ importer }) => importer ?? []);
}
