import {
  defineFileCollector,
  type FileCollector,
  type FileContext,
  type FilePattern,
  type HostFile,
} from '@nonhuman/connector-kit';
import { type Attributes, type Upsert, unknown } from '@nonhuman/model';
import {
  type ConfigFormat,
  type ConfigText,
  readConfigText,
} from '../../../formats/config-text.ts';
import { placeOf, reportReference, upsert } from '../../../formats/definitions/report.ts';
import { at, entriesOf, isRecord, type Json, listOf } from '../../../formats/json-value.ts';
import { ambientSources } from './ambient.ts';
import { reportServer, type ServerEntry } from './mcp-server.ts';

/** A program that runs agents, and how it writes down what they may use. */
export interface AgentClient {
  /** Kebab-case, e.g. `claude-desktop`. */
  readonly id: string;
  readonly title: string;
  readonly format: ConfigFormat;
  readonly reads: readonly FilePattern[];
  /** Where the MCP servers stand: paths of keys; every one that is there is read. */
  readonly serverPaths: readonly (readonly string[])[];
  /** Further servers that stand elsewhere, e.g. per project. */
  moreServers?(config: Json): readonly ServerEntry[];
  /** Whether it may act without asking: true, false, or null when the file does not say. */
  autoApprove?(config: Json): boolean | null;
  /** Facts worth keeping. */
  attributes?(config: Json): Attributes;
  /** Files of that name which are something else are left alone. Absent: every match is this client's. */
  isConfig?(config: Json): boolean;
}

const notInFile = unknown('a configuration file does not tell');

/** A collector of one client's agents and the MCP servers that they start or call. */
export function agentClient(client: AgentClient): FileCollector {
  const id = `host.agent-${client.id}`;
  return defineFileCollector({
    id,
    title: `${client.title}: agents, their MCP servers and credentials`,
    group: 'agents',
    emits: ['identity', 'credential', 'exposure', 'secret-reference', 'delegation'],
    reads: client.reads,
    cannotTell: [
      'whether the agent is used, and by whom besides the owner of the file',
      'which tools a server offers, and OAuth tokens that the client keeps in the keychain',
    ],
    *collect(file, context) {
      const config = readConfigText(file.text(), client.format);
      if (client.isConfig && !client.isConfig(config.value)) return;
      yield* collectAgent(client, id, { file, context, config });
    },
  });
}

interface Reading {
  readonly file: HostFile;
  readonly context: FileContext;
  readonly config: ConfigText;
}

function* collectAgent(
  client: AgentClient,
  listing: string,
  { file, context, config }: Reading,
): Iterable<Upsert> {
  const servers = serversIn(client, config.value);
  const autoApprove = autoApproval(client, config.value, servers);
  const agentKey = agentKeyOf(client, file, context);
  const ambient = ambientSources(context);
  yield upsert(listing, context, {
    noun: 'identity',
    value: {
      key: agentKey.key,
      provider: 'host',
      kind: 'agent',
      nativeType: 'ai-agent',
      name: agentKey.name,
      status: 'unknown',
      createdAt: notInFile,
      lastUsedAt: notInFile,
      place: placeOf(file, context),
      attributes: {
        client: client.id,
        ...(autoApprove === null ? {} : { autoApprove }),
        ...(ambient === null
          ? {}
          : { ambientCredentials: ambient.length, ambientSources: ambient }),
        ...client.attributes?.(config.value),
      },
    },
  });
  for (const source of ambient ?? []) {
    yield reportReference(
      listing,
      { file, context },
      {
        provider: 'host',
        store: 'ambient',
        name: source,
        identityKey: agentKey.key,
        keyPath: source,
      },
    );
  }
  for (const server of servers) {
    yield* reportServer(
      listing,
      { file, context },
      { agentKey: agentKey.key, server, line: config.lineOf(server.path) },
    );
  }
}

function serversIn(client: AgentClient, config: Json): ServerEntry[] {
  const named = client.serverPaths.flatMap((path) => {
    const servers = at(config, ...path);
    if (isRecord(servers))
      return entriesOf(servers).map(([name, value]) => ({ name, value, path: [...path, name] }));
    return listOf(servers).map((value, index) => ({
      name: nameOf(value, index),
      value,
      path: [...path, String(index)],
    }));
  });
  return [...named, ...(client.moreServers?.(config) ?? [])].filter(({ value }) => isRecord(value));
}

function nameOf(value: Json, index: number): string {
  const name = at(value, 'name');
  return typeof name === 'string' && name !== '' ? name : `server ${index + 1}`;
}

/** A client that asks for nothing in one place acts without asking: any `true` counts. */
function autoApproval(
  client: AgentClient,
  config: Json,
  servers: readonly ServerEntry[],
): boolean | null {
  const told = client.autoApprove?.(config) ?? null;
  const perServer = servers.some(
    ({ value }) =>
      ['autoApprove', 'alwaysAllow'].some((name) => listOf(at(value, name)).length > 0) ||
      at(value, 'trust') === true,
  );
  return perServer ? true : told;
}

/** A client configured in a home is one agent of that user; one configured in a project is that project's. */
function agentKeyOf(
  client: AgentClient,
  file: HostFile,
  context: FileContext,
): { key: string; name: string } {
  const isHomeFile = client.reads.some(
    (pattern) =>
      'home' in pattern &&
      context.home !== null &&
      matchesHome(pattern.home, file.path, context.home),
  );
  if (isHomeFile && context.user !== null) {
    return {
      key: `agent:${client.id}@${context.hostName}:${context.user}`,
      name: `${client.title} of ${context.user}`,
    };
  }
  const project = projectOf(file.path);
  return {
    key: `agent:${client.id}@${context.hostName}:${project}`,
    name: `${client.title} in ${project.split('/').at(-1) || project}`,
  };
}

function matchesHome(pattern: string, path: string, home: string): boolean {
  if (!path.startsWith(`${home}/`)) return false;
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${expression}$`).test(path.slice(home.length + 1));
}

/** The folder that a project's configuration belongs to: above its dot folder. */
function projectOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  const dot = parts.findIndex((part, index) => index > 0 && part.startsWith('.'));
  return (dot === -1 ? parts : parts.slice(0, dot)).join('/') || '/';
}
