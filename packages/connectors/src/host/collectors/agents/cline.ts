import { agentClient } from './agent-client.ts';

const storage = 'globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json';

/** An extension of VS Code and its relatives; `autoApprove` of a server lists tools that run without asking. */
export const cline = agentClient({
  id: 'cline',
  title: 'Cline',
  format: 'jsonc',
  reads: [
    ...[
      '.config/*/User',
      'Library/Application Support/*/User',
      'AppData/Roaming/*/User',
      '.vscode-server/data/User',
    ].map((user) => ({ home: `${user}/${storage}` })),
    { home: '.cline/data/settings/cline_mcp_settings.json' },
  ],
  serverPaths: [['mcpServers']],
});
