import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';

/** Fails an application of one's own that accounts of any tenant may sign in to. */
export const applicationMultiTenant = defineCheck({
  id: 'application-multi-tenant',
  title: 'An own application accepts accounts of any tenant',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.6',
    'iso27001-2022:A.8.9',
    'pci-dss-4.0.1:6.2',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Limit it to your tenant, unless it is offered to customers and checks theirs.',

  evaluate({ identity }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const foreign = identityFact(identity, 'thirdParty');
    if (foreign === true) return notApplicable('it is an application of others');
    const any = identityFact(identity, 'multiTenant');
    if (any === null) return cannotTell('nothing tells whose accounts it accepts');
    if (!any) return pass;
    return foreign === null
      ? cannotTell('nothing tells whose application it is')
      : fail('anyone with an account of any tenant can sign in to it');
  },
});
