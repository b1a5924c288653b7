import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an agent that runs commands or tools without asking a person. */
export const agentAutoApproves = defineCheck({
  id: 'agent-auto-approves',
  title: 'An AI agent acts without asking',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-asi-2026:ASI01',
    'owasp-asi-2026:ASI02',
    'owasp-asi-2026:ASI09',
    'soc2:CC8.1',
    'iso27001-2022:A.8.2',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Ask before commands and writing tools; allow only named, harmless ones.',

  evaluate({ identity }) {
    if (identity.kind !== 'agent') return notApplicable('it is not an agent');
    if (isDead(identity.status)) return notApplicable('the agent is not active');

    const autoApprove = identityFact(identity, 'autoApprove');
    if (autoApprove === null) return cannotTell('nothing tells whether it asks first');
    return autoApprove
      ? fail('it runs tools without a person’s approval', {
          client: identityFact(identity, 'client') ?? identity.name,
        })
      : pass;
  },
});
