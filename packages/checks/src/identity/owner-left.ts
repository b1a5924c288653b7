import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity all of whose known owners have left. */
export const identityOwnerLeft = defineCheck({
  id: 'identity-owner-left',
  title: 'Everyone who answered for the identity has left',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'iso27001-2022:A.5.11',
    'iso27001-2022:A.6.5',
    'nist-800-53-r5:PS-4',
    'nist-800-53-r5:AC-2',
    'nist-csf-2.0:GV.RR-02',
    'csa-ccm-4.0:IAM-07',
  ],
  params: z.object({}),
  nextAction:
    'Hand the identity to a new owner, and replace every credential the leaver could know.',

  evaluate({ identity, ownership, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (ownership.length === 0) {
      return coverage.ownership === 'complete'
        ? notApplicable('it has no owner who could leave')
        : cannotTell('the sources that would tell its owner were not all read');
    }

    if (ownership.some(({ owner }) => owner.status === 'active')) return pass;
    if (ownership.some(({ owner }) => owner.status === 'unknown')) {
      return cannotTell('nothing tells whether its owner is still there');
    }
    const names = [...new Set(ownership.map(({ owner }) => owner.name))].toSorted();
    return fail(`${names.join(', ')} left and nobody took over`, { left: names });
  },
});
