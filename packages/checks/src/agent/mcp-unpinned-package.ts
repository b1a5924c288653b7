import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isMcpServer } from './mcp-server.ts';

/** Fails a tool server that is fetched in whatever version is newest today. */
export const agentMcpUnpinnedPackage = defineCheck({
  id: 'agent-mcp-unpinned-package',
  title: 'An MCP server is run from an unpinned package',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'owasp-asi-2026:ASI04',
    'soc2:CC6.8',
    'soc2:CC9.2',
    'iso27001-2022:A.5.21',
    'nist-800-53-r5:SR-3',
    'nist-csf-2.0:GV.SC-07',
  ],
  params: z.object({}),
  nextAction: 'Name an exact version or digest, and review before moving it.',

  evaluate({ identity }) {
    if (!isMcpServer(identity)) return notApplicable('it is not an MCP server');
    if (isDead(identity.status)) return notApplicable('the server is not active');

    const pinned = identityFact(identity, 'versionPinned');
    if (pinned === true) return pass;
    const name = identityFact(identity, 'package');
    if (pinned === false) {
      return fail(`${name ?? 'its package'} is fetched in its newest version`, {
        package: name ?? '',
      });
    }
    return name === null && identityFact(identity, 'transport') !== null
      ? notApplicable('it runs no package')
      : cannotTell('nothing tells which version it runs');
  },
});
