import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { dockerCatalog } from './docker-catalog.ts';
import { type RegistryOwn, servers, untoldServers } from './server-list.ts';

/** Reads what MCP registries publish about servers, offline. */
export const importer = defineAnswerImporter<RegistryOwn>({
  id: 'mcp-registry',
  title: 'MCP registries',
  description:
    'Registries are public. For a registry of your own set REGISTRY to its host name. Other files are named by --option registry=<host name>; a server.json of a repository is read as it is.',
  permissions: ['None: registries are read without signing in'],
  cannotTell: [
    'Who uses a server, and since when: the configurations of agents on hosts tell that.',
    'Whether a remote server signs in by OAuth, unless the publisher tells it.',
    'Whether a secret that is asked for is given, where its value lies, and what it may do.',
    'Older versions: one identity stands for a server, as its latest version describes it.',
    'Deleted servers, unless the list was asked for with include_deleted=true.',
    'Whether a publisher is a person, and whether anybody here answers for the server.',
    'Whether all servers of the Docker MCP catalog were given.',
  ],
  scope: { kind: 'mcp-registry', title: 'the MCP registry', option: 'registry' },
  answers: [servers],
  otherKinds: [dockerCatalog],
  refusal: (answer) =>
    typeof answer['status'] === 'number' && answer['status'] >= 400 && !('name' in answer)
      ? `the registry refused the call (${answer['status']})`
      : null,
  start: () => ({ untold: new Map() }),
  finish: (context) => untoldServers(context.state.own, context.secrets),
});
