import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** MCP servers as registries describe them: what they run, where they are, which secrets they ask for. */
export const mcpRegistry = defineConnector({
  id: 'mcp-registry',
  title: 'MCP registries',
  summary:
    'MCP servers, how they authenticate and which secrets they ask for, from the MCP registry and the Docker MCP catalog.',
  collectors: [],
  fileCollectors: [],
  importer,
});
