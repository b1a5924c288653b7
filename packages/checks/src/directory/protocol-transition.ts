import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account that may act towards named services as people who never signed in to it. */
export const directoryProtocolTransition = defineCheck({
  id: 'directory-protocol-transition',
  title: 'Directory account may act as anyone towards named services',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({
    /** Whether delegation to named services is accepted when people sign in by Kerberos first. */
    allowKerberosOnly: z.boolean().default(true),
  }),
  nextAction: 'Let it delegate by Kerberos only, or move to resource-based delegation.',

  evaluate({ identity }, { params: { allowKerberosOnly } }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    const services = identityFact(identity, 'delegatesTo');
    if (services === null) return cannotTell('nothing tells towards what it may act for others');
    if (services.length === 0) return pass;

    const evidence = { services: services.slice(0, 20) };
    const anyone = identityFact(identity, 'protocolTransition');
    if (anyone === true) {
      return fail(`it may act as anyone, unasked, towards ${services[0]}`, evidence);
    }
    if (anyone === null) return cannotTell('nothing tells whether people must sign in to it first');
    return allowKerberosOnly
      ? pass
      : fail(`it may act as whoever signs in to it towards ${services[0]}`, evidence, 'medium');
  },
});
