import { at, textOf } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

/** Servers are extensions; those of type `builtin` are part of Goose itself. */
export const goose = agentClient({
  id: 'goose',
  title: 'Goose',
  format: 'yaml',
  reads: [
    { home: '.config/goose/config.yaml' },
    { home: 'AppData/Roaming/Block/goose/config/config.yaml' },
  ],
  serverPaths: [['extensions']],
  autoApprove(config) {
    const mode = textOf(at(config, 'GOOSE_MODE'));
    if (mode === null) return null;
    return mode.toLowerCase() === 'auto';
  },
});
