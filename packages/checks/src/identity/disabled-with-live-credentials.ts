import { z } from 'zod';
import { countOf } from '../count-of.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity that was switched off while credentials of it still work. */
export const identityDisabledWithLiveCredentials = defineCheck({
  id: 'identity-disabled-with-live-credentials',
  title: 'Identity is disabled but its credentials are still active',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'iso27001-2022:A.5.16',
    'iso27001-2022:A.5.18',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:ID.AM-08',
    'csa-ccm-4.0:IAM-07',
    'csa-ccm-4.0:CEK-14',
  ],
  params: z.object({}),
  nextAction: 'Revoke the credentials that are left, then delete the identity.',

  evaluate({ identity, credentials, coverage }) {
    if (identity.status === 'unknown') {
      return cannotTell('nothing tells whether the identity is disabled');
    }
    if (!isDead(identity.status)) return notApplicable('the identity is active');

    const live = credentials.filter(({ credential }) => credential.status === 'active');
    if (live.length > 0) {
      return fail(`${identity.status}, with ${countOf(live.length, 'active credential')}`, {
        credentials: live.map(({ credential }) => credential.name),
      });
    }
    if (credentials.some(({ credential }) => credential.status === 'unknown')) {
      return cannotTell('nothing tells whether its credentials still work');
    }
    return coverage.credential === 'complete'
      ? pass
      : cannotTell('its credentials were not all read');
  },
});
