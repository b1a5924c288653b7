import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isMcpServer } from './mcp-server.ts';

/** Fails a remote tool server that an agent talks to without encryption. */
export const agentMcpPlainHttp = defineCheck({
  id: 'agent-mcp-plain-http',
  title: 'An MCP server is called without encryption',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-asi-2026:ASI07',
    'soc2:CC6.7',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:SC-8',
    'nist-csf-2.0:PR.DS-02',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Call it by https, and rotate what was sent in the clear.',

  evaluate({ identity }) {
    if (!isMcpServer(identity)) return notApplicable('it is not an MCP server');
    if (isDead(identity.status)) return notApplicable('the server is not active');

    const plain = identityFact(identity, 'plainHttp');
    if (plain === true) {
      return fail('its tools and tokens travel in the clear', {
        url: identityFact(identity, 'url') ?? '',
      });
    }
    if (plain === false) return pass;
    return identityFact(identity, 'transport') === 'stdio'
      ? notApplicable('it runs on the same machine')
      : cannotTell('nothing tells how it is called');
  },
});
