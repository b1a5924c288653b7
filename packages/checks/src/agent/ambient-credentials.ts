import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { countOf } from '../count-of.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an agent that can use every credential lying in the account that it runs as. */
export const agentAmbientCredentials = defineCheck({
  id: 'agent-ambient-credentials',
  title: 'An AI agent inherits the credentials of its host account',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI9',
    'owasp-asi-2026:ASI03',
    'owasp-asi-2026:ASI05',
    'soc2:CC6.3',
    'iso27001-2022:A.5.16',
    'iso27001-2022:A.8.2',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-02',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({ maxCredentials: z.int().nonnegative().default(0) }),
  nextAction: 'Run the agent in an account or container that holds only what its task needs.',

  evaluate({ identity, delegationsFrom }, { params: { maxCredentials } }) {
    if (identity.kind !== 'agent') return notApplicable('it is not an agent');
    if (isDead(identity.status)) return notApplicable('the agent is not active');

    const inherited = delegationsFrom.filter(({ kind }) => kind === 'inherits-ambient').length;
    const told = identityFact(identity, 'ambientCredentials');
    const count = Math.max(inherited, told ?? 0);
    if (count > maxCredentials) {
      const unattended = identityFact(identity, 'autoApprove') === true;
      return unattended
        ? fail(
            `it can use ${countOf(count, 'credential')} of its host without asking anyone`,
            { count },
            'high',
          )
        : fail(`it can use ${countOf(count, 'credential')} of its host`, { count });
    }
    return told === null ? cannotTell('nothing tells what it inherits from its host') : pass;
  },
});
