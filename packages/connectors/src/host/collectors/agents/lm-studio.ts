import { agentClient } from './agent-client.ts';

export const lmStudio = agentClient({
  id: 'lm-studio',
  title: 'LM Studio',
  format: 'jsonc',
  reads: [{ home: '.lmstudio/mcp.json' }, { home: '.cache/lm-studio/mcp.json' }],
  serverPaths: [['mcpServers']],
});
