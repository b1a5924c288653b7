import {
  type AnswerState,
  beginListing,
  countItem,
  type ImportContext,
  type ImportFile,
  type ImportKind,
  noteProblem,
  yamlDocuments,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { factsOfDockerServer } from '../mapping/docker-server.ts';
import { serverThings } from '../mapping/server-things.ts';
import { DockerServer } from '../schema.ts';
import type { RegistryOwn } from './server-list.ts';

const scopeKey = 'docker-mcp-catalog';
const listing = 'mcp-registry.docker-catalog';

/** The `server.yaml` of each server in the Docker MCP catalog; nothing tells that all were given. */
export const dockerCatalog: ImportKind<AnswerState<RegistryOwn>> = {
  id: listing,
  title: 'Servers of the Docker MCP catalog (server.yaml)',
  commands: [
    'curl -sSL "https://codeload.github.com/docker/mcp-registry/tar.gz/refs/heads/main" > docker-mcp-registry.tar.gz',
  ],
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  order: 50,
  recognise: ({ text }) =>
    /^name:\s*\S/m.test(text) &&
    /^type:\s*["']?(?:server|remote|poci)["']?\s*$/m.test(text) &&
    /^about:\s*$/m.test(text),
  read: readCatalog,
};

async function* readCatalog(
  file: ImportFile,
  context: ImportContext<AnswerState<RegistryOwn>>,
): AsyncGenerator<Observation> {
  const { ledger, announced } = context.state;
  if (!announced.has(scopeKey)) {
    announced.add(scopeKey);
    const scope = { key: scopeKey, kind: 'mcp-registry', name: 'Docker MCP catalog' };
    yield { type: 'scope', scope: { ...scope, provider: 'mcp-registry' } };
  }
  beginListing(ledger, scopeKey, { listing, goesOn: false });
  for await (const { value, line } of yamlDocuments(file)) {
    const server = DockerServer.safeParse(value);
    if (!server.success) {
      const where = server.error.issues[0]?.path.join('.') || 'its top';
      const message = `${file.name}: line ${line}: a server is not as expected at ${where}`;
      noteProblem(ledger, scopeKey, { listing, reason: 'malformed', message });
      continue;
    }
    countItem(ledger, scopeKey, { listing, key: null });
    yield* serverThings(factsOfDockerServer(server.data), { scopeKey, listing }, context.secrets);
  }
}
