import { failing, type Intent, joined, nearly } from '../truth.ts';
import { byMode, named, type PlantedFile, unknownHolder } from './host.ts';

/** One server of an agent, as its client writes it down. */
export interface ToolServer {
  readonly name: string;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly intent: Intent;
  /** Where in the entry a secret stands, and what that means. */
  readonly secret?: {
    readonly keyPath: string;
    readonly intent: Intent;
    /** What is meant by the credential itself. */
    readonly credential?: Intent;
  };
}

const exposed = failing('exposure-in-agent-configuration');

/** Everything that can be wrong with a server, and what only looks so. */
export function toolServers({
  token,
  domain,
}: {
  readonly token: () => string;
  readonly domain: string;
}): ToolServer[] {
  return [
    {
      name: 'code-host',
      entry: {
        command: 'npx',
        args: ['-y', '@example/code-host-mcp@2.3.1'],
        env: { GITHUB_PERSONAL_ACCESS_TOKEN: token() },
      },
      intent: { fails: ['agent-mcp-static-secret'], nearly: ['agent-mcp-unpinned-package'] },
      secret: {
        keyPath: 'env.GITHUB_PERSONAL_ACCESS_TOKEN',
        intent: nearly('exposure-in-arguments'),
      },
    },
    {
      name: 'tickets',
      entry: { command: 'npx', args: ['-y', '@example/tickets-mcp@1.0.4', '--token', token()] },
      intent: failing('agent-mcp-static-secret'),
      secret: { keyPath: 'args.3', intent: failing('exposure-in-arguments') },
    },
    {
      name: 'browser',
      entry: { command: 'npx', args: ['-y', '@example/browser-mcp'] },
      intent: failing('agent-mcp-unpinned-package'),
    },
    {
      name: 'notes',
      entry: { command: 'npx', args: ['-y', '@example/notes-mcp@latest'] },
      intent: failing('agent-mcp-unpinned-package'),
    },
    {
      name: 'files',
      entry: { command: 'npx', args: ['-y', '@example/files-mcp@0.6.2', '/srv/docs'] },
      intent: nearly('agent-mcp-unpinned-package', 'agent-mcp-static-secret'),
    },
    {
      name: 'wiki',
      entry: { type: 'http', url: `http://wiki.${domain}/mcp` },
      intent: failing('agent-mcp-plain-http'),
    },
    {
      name: 'calendar',
      entry: { type: 'http', url: `https://calendar.${domain}/mcp` },
      intent: nearly('agent-mcp-plain-http', 'agent-mcp-unauthenticated'),
    },
    {
      name: 'local',
      entry: { type: 'http', url: 'http://localhost:9999/mcp' },
      intent: nearly('agent-mcp-plain-http', 'agent-mcp-unauthenticated'),
    },
    {
      name: 'parked',
      entry: { command: 'npx', args: ['-y', '@example/parked-mcp'], disabled: true },
      intent: nearly('agent-mcp-unpinned-package'),
    },
    {
      name: 'crm',
      entry: { type: 'http', url: `https://crm.${domain}/mcp`, oauth: { clientId: 'crm' } },
      intent: nearly('agent-mcp-static-secret', 'agent-mcp-unauthenticated'),
    },
  ];
}

/** The configuration of one agent. `agent` is its name in the truth. */
export function agentFile(
  path: string,
  of: {
    readonly agent: string;
    readonly servers: readonly ToolServer[];
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly member: string;
    readonly mode: number;
    readonly intent: Intent;
  },
): PlantedFile {
  const { agent, servers, member, mode, intent, settings = {} } = of;
  const config = {
    ...settings,
    [member]: Object.fromEntries(servers.map(({ name, entry }) => [name, entry])),
  };
  return {
    path,
    content: `${JSON.stringify(config, null, 2)}\n`,
    mode,
    subjects: [
      named('identity', agent, intent),
      ...servers.flatMap(({ name, intent: ofServer, secret }) => [
        named('identity', `mcp-server:${name}@${agent}`, ofServer),
        ...(secret
          ? [
              named(
                'exposure',
                `${path}#${member}.${name}.${secret.keyPath}`,
                joined(exposed, byMode(mode), secret.intent),
              ),
              named(
                'credential',
                `${path}#${member}.${name}.${secret.keyPath}`,
                secret.credential ?? joined(),
              ),
              unknownHolder(path, `${member}.${name}.${secret.keyPath}`),
            ]
          : []),
      ]),
    ],
  };
}
