import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';

/** Fails a third-party application that no administrator has approved. */
export const applicationNotApproved = defineCheck({
  id: 'application-not-approved',
  title: 'A third-party application was never approved',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'soc2:CC6.2',
    'soc2:CC9.2',
    'iso27001-2022:A.5.19',
    'pci-dss-4.0.1:12.8',
    'nist-800-53-r5:SR-3',
    'nist-csf-2.0:GV.SC-04',
    'csa-ccm-4.0:IAM-08',
  ],
  params: z.object({}),
  nextAction: 'Review it with its users: approve it with an owner, or uninstall it.',

  evaluate({ identity }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const foreign = identityFact(identity, 'thirdParty');
    if (foreign === false) return notApplicable('it is an application of your own');
    const approved = identityFact(identity, 'approved');
    if (approved === null) return cannotTell('nothing tells whether an administrator approved it');
    if (approved) return pass;
    if (foreign === null) return cannotTell('nothing tells whose application it is');
    return fail('it is in use, and no administrator has approved it', {
      publisher: identityFact(identity, 'publisher') ?? 'not told',
    });
  },
});
