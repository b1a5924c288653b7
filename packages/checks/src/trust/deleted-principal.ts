import { z } from 'zod';
import { delegationFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** How AWS (unique ids) and Google Cloud write a principal that was deleted. */
const deleted = /^(?:A(?:GPA|IDA|IPA|NPA|ROA)[A-Z0-9]{12,}$|deleted:)/;

/** Fails a trust that still names somebody who is gone. */
export const trustDeletedPrincipal = defineCheck({
  id: 'trust-deleted-principal',
  title: 'The trust names a principal that was deleted',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'iso27001-2022:A.5.18',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:ID.AM-08',
    'csa-ccm-4.0:IAM-07',
  ],
  params: z.object({}),
  nextAction: 'Remove the dead entry from the trust, and ask who should be there instead.',

  evaluate({ identity, delegationsTo, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');

    const dead = delegationsTo.filter(
      (delegation) =>
        delegationFact(delegation, 'dangling') === true || deleted.test(delegation.from.key),
    );
    if (dead.length > 0) {
      return fail(`${dead.length} of its trusted principals were deleted`, {
        principals: dead
          .map(({ from }) => from.key)
          .toSorted()
          .slice(0, 20),
      });
    }
    return coverage.delegation === 'complete' ? pass : cannotTell('who may become it was not read');
  },
});
