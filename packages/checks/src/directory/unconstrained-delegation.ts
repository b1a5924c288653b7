import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account that keeps the ticket of whoever signs in to it and may act as them anywhere. */
export const directoryUnconstrainedDelegation = defineCheck({
  id: 'directory-unconstrained-delegation',
  title: 'Directory account may act as anyone who signs in to it',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Replace it by delegation to named services, or by resource-based delegation.',

  evaluate({ identity }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    const controller = identityFact(identity, 'domainController');
    if (controller === true) return notApplicable('domain controllers delegate by design');

    const unconstrained = identityFact(identity, 'unconstrainedDelegation');
    if (unconstrained === null) return cannotTell('nothing tells for whom it may act');
    if (!unconstrained) return pass;
    if (controller === null && identity.nativeType === 'ad-computer') {
      return cannotTell('it delegates freely, but nothing tells whether it is a domain controller');
    }
    return fail('it keeps the ticket of everyone who signs in to it', {
      servicePrincipalNames: (identityFact(identity, 'servicePrincipalNames') ?? []).slice(0, 20),
    });
  },
});
