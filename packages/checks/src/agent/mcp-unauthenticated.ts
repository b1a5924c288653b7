import { isOwnMachine } from '@nonhuman/model';
import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isMcpServer } from './mcp-server.ts';

/** Fails a remote tool server that serves whoever finds it. */
export const agentMcpUnauthenticated = defineCheck({
  id: 'agent-mcp-unauthenticated',
  title: 'A remote MCP server asks for no authentication',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-asi-2026:ASI03',
    'owasp-asi-2026:ASI07',
    'soc2:CC6.1',
    'soc2:CC6.6',
    'iso27001-2022:A.8.5',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Put OAuth before it, or take it off the network.',

  evaluate({ identity }) {
    if (!isMcpServer(identity)) return notApplicable('it is not an MCP server');
    if (isDead(identity.status)) return notApplicable('the server is not active');

    const transport = identityFact(identity, 'transport');
    if (transport === null) return cannotTell('nothing tells how it is called');
    if (transport === 'stdio') return notApplicable('it runs on the same machine');
    const url = identityFact(identity, 'url');
    if (url !== null && isOwnMachine(url)) return notApplicable('it listens on the same machine');
    switch (identityFact(identity, 'authentication')) {
      case 'none':
        return fail('whoever reaches its address may use its tools', { url: url ?? '' });
      case 'oauth':
      case 'static-args':
      case 'static-env':
      case 'static-header':
      case 'static-url':
        return pass;
      case 'unknown':
      case null:
        return cannotTell('nothing tells whether it asks for authentication');
    }
  },
});
