import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an agent that nobody answers for. */
export const agentNoOwner = defineCheck({
  id: 'agent-no-owner',
  title: 'Nobody answers for an AI agent',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'owasp-asi-2026:ASI10',
    'owasp-asi-2026:ASI03',
    'soc2:CC6.2',
    'iso27001-2022:A.5.9',
    'iso27001-2022:A.5.2',
    'pci-dss-4.0.1:7.2.5.1',
    'nist-800-53-r5:AC-2',
    'nist-csf-2.0:GV.RR-02',
    'csa-ccm-4.0:IAM-03',
  ],
  params: z.object({
    /** An inferred owner counts from this confidence on, from 0 to 1. */
    minConfidence: z.number().min(0).max(1).default(0.5),
  }),
  nextAction: 'Name a person who answers for what it does, or switch it off.',

  evaluate({ identity, ownership, coverage }, { params: { minConfidence } }) {
    if (identity.kind !== 'agent') return notApplicable('it is not an agent');
    if (isDead(identity.status)) return notApplicable('the agent is not active');
    const owned = ownership.some(
      ({ basis, confidence, owner }) =>
        owner.status !== 'left' && (basis === 'attested' || confidence >= minConfidence),
    );
    if (owned) return pass;
    if (coverage.ownership !== 'complete') {
      return cannotTell('the sources that would tell its owner were not all read');
    }
    const unattended = identityFact(identity, 'autoApprove') === true;
    return fail(
      unattended
        ? 'it acts without asking, and no active person or team answers for it'
        : 'no active person or team answers for it',
      { unattended },
      unattended || identity.access === 'admin' ? 'high' : 'medium',
    );
  },
});
