import { at, isRecord, listOf } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

/** YAML since 1.0: servers are a list, each with its name. Model keys stand under `models`. */
export const continueYaml = agentClient({
  id: 'continue',
  title: 'Continue',
  format: 'yaml',
  reads: [
    { home: '.continue/config.yaml' },
    { path: '.continue/mcpServers/*.yaml' },
    { path: '.continue/agents/*.yaml' },
  ],
  serverPaths: [['mcpServers']],
});

/** The older JSON form. */
export const continueJson = agentClient({
  id: 'continue-json',
  title: 'Continue',
  format: 'jsonc',
  reads: [{ home: '.continue/config.json' }],
  serverPaths: [['mcpServers']],
  isConfig: (config) => isRecord(config),
  moreServers: (config) =>
    listOf(at(config, 'experimental', 'modelContextProtocolServers')).flatMap((entry, index) => {
      const transport = at(entry, 'transport');
      if (transport === undefined) return [];
      return [
        {
          name: `server ${index + 1} of experimental`,
          value: transport,
          path: ['experimental', 'modelContextProtocolServers', String(index), 'transport'],
        },
      ];
    }),
});
