import type { Identity, Severity } from '@nonhuman/model';
import { z } from 'zod';
import { isMcpServer } from '../agent/mcp-server.ts';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity that nobody answers for, or whose owner is only a weak guess. */
export const identityNoOwner = defineCheck({
  id: 'identity-no-owner',
  title: 'Nobody answers for the identity',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'iso27001-2022:A.5.9',
    'iso27001-2022:A.5.16',
    'pci-dss-4.0.1:7.2.5.1',
    'nist-800-53-r5:AC-2',
    'nist-csf-2.0:GV.RR-02',
    'csa-ccm-4.0:IAM-03',
    'owasp-asi-2026:ASI10',
  ],
  params: z.object({
    /** An inferred owner counts from this confidence on, from 0 to 1. */
    minConfidence: z.number().min(0).max(1).default(0.7),
  }),
  nextAction: 'Name the team that answers for it and have that team confirm.',

  evaluate({ identity, ownership, coverage }, { params: { minConfidence } }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the provider itself runs it');
    }
    if (identity.kind === 'agent') return notApplicable('an agent has a check of its own');
    if (isMcpServer(identity)) return notApplicable('whoever owns its agent answers for it');

    let guess = null;
    for (const statement of ownership) {
      if (statement.basis === 'attested' || statement.confidence >= minConfidence) return pass;
      if (guess === null || statement.confidence > guess.confidence) guess = statement;
    }
    if (coverage.ownership !== 'complete') {
      return cannotTell('the sources that would tell its owner were not all read');
    }
    if (guess === null) {
      return fail('no source names a person or team that answers for it', {}, severityOf(identity));
    }
    return fail(
      `its only owner is a guess: ${guess.owner.name}, by ${guess.signal}`,
      { guess: guess.owner.name, signal: guess.signal, confidence: guess.confidence },
      'low',
    );
  },
});

/** What was only concluded from a secret in a file may be long gone; then an owner is less urgent. */
function severityOf({ access, status }: Identity): Severity {
  if (access === 'admin') return 'high';
  return status === 'unknown' ? 'low' : 'medium';
}
