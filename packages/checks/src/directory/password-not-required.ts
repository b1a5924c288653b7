import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account that may have an empty password whatever the policy says. */
export const directoryPasswordNotRequired = defineCheck({
  id: 'directory-password-not-required',
  title: 'Directory account may have an empty password',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Set a password, then clear the flag.',

  evaluate({ identity }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    const exempt = identityFact(identity, 'passwordNotRequired');
    if (exempt === null) return cannotTell('nothing tells whether it must have a password');
    if (!exempt) return pass;
    return fail(
      'it is exempt from the password policy',
      {},
      identity.access === 'admin' ? 'high' : 'medium',
    );
  },
});
