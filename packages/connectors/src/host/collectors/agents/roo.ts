import { agentClient } from './agent-client.ts';

const storage = 'globalStorage/rooveterinaryinc.roo-cline/settings';

/** A relative of Cline; projects may bring servers of their own. */
export const roo = agentClient({
  id: 'roo',
  title: 'Roo Code',
  format: 'jsonc',
  reads: [
    ...[
      '.config/*/User',
      'Library/Application Support/*/User',
      'AppData/Roaming/*/User',
      '.vscode-server/data/User',
    ].flatMap((user) => [
      { home: `${user}/${storage}/mcp_settings.json` },
      { home: `${user}/${storage}/cline_mcp_settings.json` },
    ]),
    { path: '.roo/mcp.json' },
  ],
  serverPaths: [['mcpServers']],
});
