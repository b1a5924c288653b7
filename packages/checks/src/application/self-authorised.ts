import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';

/** Fails an application that users let in by themselves. */
export const applicationSelfAuthorised = defineCheck({
  id: 'application-self-authorised',
  title: 'Users let an application in without an administrator',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'soc2:CC6.2',
    'soc2:CC6.8',
    'iso27001-2022:A.5.19',
    'pci-dss-4.0.1:12.8',
    'nist-800-53-r5:AC-2',
    'nist-csf-2.0:GV.SC-04',
    'csa-ccm-4.0:IAM-08',
  ],
  params: z.object({}),
  nextAction: 'Let administrators pre-authorise it for the people who need it.',

  evaluate({ identity }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const itself = identityFact(identity, 'selfAuthorised');
    if (itself === null) return cannotTell('nothing tells who may let it in');
    if (!itself) return pass;
    const own = identityFact(identity, 'thirdParty') === false;
    return fail(
      'any user may give it access to what that user can reach',
      {},
      own ? 'low' : 'medium',
    );
  },
});
