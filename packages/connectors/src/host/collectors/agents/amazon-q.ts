import { agentClient } from './agent-client.ts';

export const amazonQ = agentClient({
  id: 'amazon-q',
  title: 'Amazon Q Developer',
  format: 'jsonc',
  reads: [
    { home: '.aws/amazonq/mcp.json' },
    { home: '.aws/amazonq/default.json' },
    { home: '.aws/amazonq/agents/*.json' },
    { home: '.aws/amazonq/cli-agents/*.json' },
    { path: '.amazonq/mcp.json' },
    { path: '.amazonq/default.json' },
    { path: '.amazonq/cli-agents/*.json' },
  ],
  serverPaths: [['mcpServers']],
});
