import { agentClient } from './agent-client.ts';

/** Paths: https://docs.cursor.com/context/mcp. */
export const cursor = agentClient({
  id: 'cursor',
  title: 'Cursor',
  format: 'jsonc',
  reads: [{ home: '.cursor/mcp.json' }, { path: '.cursor/mcp.json' }],
  serverPaths: [['mcpServers'], ['servers']],
});
