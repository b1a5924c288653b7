import { agentClient } from './agent-client.ts';

export const kiro = agentClient({
  id: 'kiro',
  title: 'Kiro',
  format: 'jsonc',
  reads: [
    { home: '.kiro/settings/mcp.json' },
    { home: '.kiro/agents/*.json' },
    { path: '.kiro/settings/mcp.json' },
    { path: '.kiro/agents/*.json' },
  ],
  serverPaths: [['mcpServers'], ['powers', 'mcpServers']],
});
