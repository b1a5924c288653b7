import { z } from 'zod';
import { delegationFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an agent that can use administrative credentials of the account it runs in. */
export const agentInheritsAdmin = defineCheck({
  id: 'agent-inherits-admin',
  title: 'An AI agent can use administrative credentials',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI9',
    'owasp-asi-2026:ASI03',
    'owasp-asi-2026:ASI02',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
  ],
  params: z.object({}),
  nextAction: 'Run the agent where no administrator is signed in, with an identity of its own.',

  evaluate({ identity, credentials, delegationsFrom, grants }) {
    if (identity.kind !== 'agent') return notApplicable('it is not an agent');
    if (isDead(identity.status)) return notApplicable('the agent is not active');

    const through: string[] = [];
    for (const { credential } of credentials) {
      if (credential.access === 'admin' && !isDead(credential.status))
        through.push(credential.name);
    }
    for (const { entitlement } of grants) {
      if (entitlement?.access === 'admin') through.push(entitlement.name);
    }
    for (const delegation of delegationsFrom) {
      if (delegationFact(delegation, 'toAccess') === 'admin') through.push(delegation.to.key);
    }
    const ambient = identityFact(identity, 'ambientAccess');
    if (through.length > 0 || ambient === 'admin') {
      const unattended = identityFact(identity, 'autoApprove') === true;
      const what = through[0] ?? 'a credential of its host account';
      return fail(
        `it acts as an administrator through ${what}${unattended ? ' without asking anyone' : ''}`,
        { through: through.slice(0, 20), unattended },
        unattended ? 'critical' : 'high',
      );
    }
    if (identityFact(identity, 'ambientCredentials') === 0) return pass;
    return ambient === null || ambient === 'unknown'
      ? cannotTell('nothing tells how far the credentials of its host account go')
      : pass;
  },
});
