import { type AnswerPlace, answerList, isRecord, type ListingOf } from '@nonhuman/connector-kit';
import type { Upsert } from '@nonhuman/model';
import type { SecretKeeper } from '@nonhuman/runtime';
import { serverThings } from '../mapping/server-things.ts';
import { factsOfVersion } from '../mapping/server-version.ts';
import { ServerVersion } from '../schema.ts';

/** Documents that do not tell whether they are the latest of their server: the newest by server. */
export interface RegistryOwn {
  readonly untold: Map<string, { readonly server: ServerVersion; readonly of: ListingOf }>;
}

const list = answerList<RegistryOwn>();
const registry = 'registry.modelcontextprotocol.io';

export const servers = list({
  id: 'mcp-registry.servers',
  title: 'Servers of an MCP registry, and server.json documents',
  commands: [
    `REGISTRY=\${REGISTRY:-${registry}}; cursor=; while :; do answer=$(curl -sS "https://$REGISTRY/v0/servers?limit=100&version=latest$cursor"); printf "%s\\n" "$answer"; next=$(printf "%s" "$answer" | jq -r ".metadata.nextCursor // empty | @uri"); [ -n "$next" ] || break; cursor="&cursor=$next"; done > "\${REGISTRY}__servers.json"`,
  ],
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference', 'ownership'],
  what: 'servers',
  members: ['servers', ''],
  next: ['metadata.nextCursor', 'metadata.next_cursor'],
  item: ServerVersion,
  fits: isServer,
  *read(server, at: AnswerPlace<RegistryOwn>) {
    if (server.isLatest === false) return;
    if (server.isLatest === true) {
      yield* serverThings(factsOfVersion(server), at.of, at.context.secrets);
      return;
    }
    const key = `${at.scopeKey}/${server.name}`;
    const known = at.own.untold.get(key);
    if (known === undefined || isNewer(server.version ?? '', known.server.version ?? ''))
      at.own.untold.set(key, { server, of: at.of });
  },
});

/** What became of documents that do not tell whether they are the latest. */
export function* untoldServers(own: RegistryOwn, secrets: SecretKeeper): Generator<Upsert> {
  for (const { server, of } of own.untold.values())
    yield* serverThings(factsOfVersion(server), of, secrets);
}

/** An item, as it stands in an answer or by itself. */
function isServer(told: Readonly<Record<string, unknown>>): boolean {
  const server = isRecord(told['server']) ? told['server'] : told;
  const isOfRegistry =
    typeof server['$schema'] === 'string' &&
    server['$schema'].includes('modelcontextprotocol.io/schemas/');
  return (
    isOfRegistry ||
    (typeof server['name'] === 'string' &&
      server['name'].includes('/') &&
      ['packages', 'remotes', 'version_detail'].some((member) => member in server))
  );
}

/** By the numbers of the version; a release is newer than what came before it. */
function isNewer(version: string, than: string): boolean {
  const order = numbered(version).localeCompare(numbered(than), 'en', { numeric: true });
  return order === 0 ? version > than : order > 0;
}

function numbered(version: string): string {
  const [release = '', before] = version.replace(/^v/, '').split(/-(.*)/s);
  return `${release}${before === undefined ? '~' : `-${before}`}`;
}
