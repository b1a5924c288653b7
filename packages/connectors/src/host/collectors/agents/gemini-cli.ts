import { at, isRecord, textOf } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

/** `trust: true` of a server skips every confirmation. */
export const geminiCli = agentClient({
  id: 'gemini-cli',
  title: 'Gemini CLI',
  format: 'jsonc',
  reads: [{ home: '.gemini/settings.json' }, { path: '.gemini/settings.json' }],
  serverPaths: [['mcpServers']],
  isConfig: (config) => isRecord(config),
  autoApprove(config) {
    const mode = textOf(at(config, 'general', 'defaultApprovalMode'));
    if (mode === 'yolo') return true;
    const accepts = at(config, 'tools', 'autoAccept') ?? at(config, 'autoAccept');
    return typeof accepts === 'boolean' ? accepts : null;
  },
});
