import { agentClient } from './agent-client.ts';

/** Junie, the agent of the JetBrains programs. The AI Assistant keeps its servers in `llm.mcpServers.xml`, which is not read. */
export const jetbrains = agentClient({
  id: 'jetbrains',
  title: 'JetBrains Junie',
  format: 'jsonc',
  reads: [{ home: '.junie/mcp/mcp.json' }, { path: '.junie/mcp/mcp.json' }],
  serverPaths: [['mcpServers']],
});
