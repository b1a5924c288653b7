import type { Severity } from '@nonhuman/model';
import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isMcpServer } from './mcp-server.ts';

/** Fails a tool server that authenticates with a secret written into its configuration. */
export const agentMcpStaticSecret = defineCheck({
  id: 'agent-mcp-static-secret',
  title: 'An MCP server authenticates with a static secret',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI7',
    'owasp-asi-2026:ASI03',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.5',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Sign in by OAuth, or give the server a short-lived credential of its own.',

  evaluate({ identity }) {
    if (!isMcpServer(identity)) return notApplicable('it is not an MCP server');
    if (isDead(identity.status)) return notApplicable('the server is not active');

    switch (identityFact(identity, 'authentication')) {
      case 'static-args':
        return failBy('its arguments', 'high');
      case 'static-url':
        return failBy('its address', 'high');
      case 'static-header':
        return failBy('a header', 'medium');
      case 'static-env':
        return failBy('its environment', 'medium');
      case 'oauth':
        return pass;
      case 'none':
        return notApplicable('it is given no secret');
      case 'unknown':
      case null:
        return cannotTell('nothing tells how it authenticates');
    }
  },
});

function failBy(where: string, severity: Severity) {
  return fail(`a secret that never changes stands in ${where}`, { where }, severity);
}
