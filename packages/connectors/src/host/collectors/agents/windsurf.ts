import { agentClient } from './agent-client.ts';

export const windsurf = agentClient({
  id: 'windsurf',
  title: 'Windsurf',
  format: 'jsonc',
  reads: [
    { home: '.codeium/windsurf/mcp_config.json' },
    { home: '.codeium/windsurf-next/mcp_config.json' },
    { home: '.codeium/mcp_config.json' },
  ],
  serverPaths: [['mcpServers'], ['servers']],
});
