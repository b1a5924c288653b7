import { at, textOf } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';

/** TOML; `approval_policy = "never"` together with an open sandbox lets it do anything. */
export const codexCli = agentClient({
  id: 'codex-cli',
  title: 'Codex CLI',
  format: 'toml',
  reads: [{ home: '.codex/config.toml' }, { path: '.codex/config.toml' }],
  serverPaths: [['mcp_servers']],
  autoApprove(config) {
    const policy = textOf(at(config, 'approval_policy'));
    if (policy === null) return null;
    return policy === 'never';
  },
  attributes(config) {
    const sandbox = textOf(at(config, 'sandbox_mode'));
    return sandbox === null ? {} : { sandbox };
  },
});
