import { at, isRecord } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

const users = ['Code', 'Code - Insiders', 'VSCodium'];
const homes = users.flatMap((name) => [
  `.config/${name}/User`,
  `Library/Application Support/${name}/User`,
  `AppData/Roaming/${name}/User`,
]);

/** Servers stand under `servers` in `mcp.json`, under `mcp.servers` in settings. */
export const vsCode = agentClient({
  id: 'vs-code',
  title: 'VS Code with Copilot',
  format: 'jsonc',
  reads: [
    ...homes.flatMap((home) => [{ home: `${home}/mcp.json` }, { home: `${home}/settings.json` }]),
    { path: '.vscode/mcp.json' },
    { path: '.vscode/settings.json' },
  ],
  serverPaths: [['servers'], ['mcpServers'], ['mcp', 'servers'], ['mcp.servers']],
  isConfig: (config) =>
    ['servers', 'mcpServers', 'mcp', 'mcp.servers'].some((name) => isRecord(at(config, name))) ||
    approval(
      at(config, 'chat.tools.global.autoApprove') ?? at(config, 'chat.tools.autoApprove'),
    ) !== null,
  autoApprove: (config) =>
    approval(at(config, 'chat.tools.global.autoApprove') ?? at(config, 'chat.tools.autoApprove')),
});

function approval(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
