import { at, isRecord } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

/** Zed calls its servers context servers. */
export const zed = agentClient({
  id: 'zed',
  title: 'Zed',
  format: 'jsonc',
  reads: [
    { home: '.config/zed/settings.json' },
    { home: '.var/app/dev.zed.Zed/config/zed/settings.json' },
    { path: '.zed/settings.json' },
  ],
  serverPaths: [['context_servers']],
  isConfig: (config) => isRecord(at(config, 'context_servers')) || isRecord(at(config, 'agent')),
  autoApprove(config) {
    const always = at(config, 'agent', 'always_allow_tool_actions');
    if (typeof always === 'boolean') return always;
    const byDefault = at(config, 'agent', 'tool_permissions', 'default');
    return typeof byDefault === 'string' ? byDefault === 'allow' : null;
  },
});
