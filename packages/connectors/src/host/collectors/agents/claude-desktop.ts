import { agentClient } from './agent-client.ts';

/** Paths: https://modelcontextprotocol.io/docs/develop/connect-local-servers; Linux builds use the XDG folder. */
export const claudeDesktop = agentClient({
  id: 'claude-desktop',
  title: 'Claude Desktop',
  format: 'jsonc',
  reads: [
    { home: '.config/Claude/claude_desktop_config.json' },
    { home: 'Library/Application Support/Claude/claude_desktop_config.json' },
    { home: 'AppData/Roaming/Claude/claude_desktop_config.json' },
  ],
  serverPaths: [['mcpServers']],
});
