import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account for which anyone gets a ticket without knowing its password. */
export const directoryAsRepRoastable = defineCheck({
  id: 'directory-as-rep-roastable',
  title: 'Directory gives tickets of the account without proof',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Require Kerberos preauthentication again and change the password.',

  evaluate({ identity }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    const open = identityFact(identity, 'preauthenticationNotRequired');
    if (open === null) return cannotTell('nothing tells whether preauthentication is required');
    if (!open) return pass;
    return fail(
      'anyone on the network can get data encrypted with its password and guess it offline',
      {},
      identity.access === 'admin' ? 'critical' : 'high',
    );
  },
});
