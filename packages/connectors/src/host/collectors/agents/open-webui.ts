import { at, entriesOf, isRecord } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

/** Open WebUI reaches MCP servers through `mcpo`, whose configuration has the usual form. */
export const openWebui = agentClient({
  id: 'open-webui',
  title: 'Open WebUI (mcpo)',
  format: 'jsonc',
  reads: [
    { path: 'mcpo/config.json' },
    { path: 'open-webui/config.json' },
    { path: '.mcpo/config.json' },
  ],
  serverPaths: [['mcpServers']],
  isConfig: (config) =>
    isRecord(at(config, 'mcpServers')) && entriesOf(at(config, 'mcpServers')).length > 0,
});
