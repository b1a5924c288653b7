import { at, entriesOf, type Json, textOf, textsOf } from '../../../formats/json-value.ts';
import { agentClient } from './agent-client.ts';
import type { ServerEntry } from './mcp-server.ts';

/** `~/.claude.json` keeps servers for the user and for each project; settings hold the permissions. */
export const claudeCode = agentClient({
  id: 'claude-code',
  title: 'Claude Code',
  format: 'jsonc',
  reads: [
    { home: '.claude.json' },
    { home: '.claude/settings.json' },
    { home: '.claude/settings.local.json' },
    { path: '.claude/settings.json' },
    { path: '.claude/settings.local.json' },
    { name: '.mcp.json' },
  ],
  serverPaths: [['mcpServers']],
  moreServers: perProject,
  autoApprove(config) {
    const mode = textOf(at(config, 'permissions', 'defaultMode'));
    if (mode === 'bypassPermissions') return true;
    const allowed = textsOf(at(config, 'permissions', 'allow'));
    if (
      allowed.some(
        (rule) => rule === 'Bash' || rule === 'Bash(*)' || rule === 'Bash(:*)' || rule === '*',
      )
    )
      return true;
    return mode === null && at(config, 'permissions') === undefined ? null : false;
  },
});

function perProject(config: Json): ServerEntry[] {
  return entriesOf(at(config, 'projects')).flatMap(([project, settings]) =>
    entriesOf(at(settings, 'mcpServers')).map(([name, value]) => ({
      name: `${name} (${project.split(/[\\/]/).at(-1) ?? project})`,
      value,
      path: ['projects', project, 'mcpServers', name],
    })),
  );
}
