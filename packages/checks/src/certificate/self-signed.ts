import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an end certificate that vouches for itself. */
export const certificateSelfSigned = defineCheck({
  id: 'certificate-self-signed',
  title: 'A self-signed certificate is used by a service',
  severity: 'low',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.7',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:3.7',
    'nist-800-53-r5:SC-17',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Issue it from an authority that its peers trust, and let them verify it.',

  evaluate({ credential }) {
    if (credential.kind !== 'certificate') return notApplicable('it is not a certificate');
    if (isDead(credential.status)) return notApplicable('the certificate is not in use');

    const selfSigned = credentialFact(credential, 'selfSigned');
    if (selfSigned === null) return cannotTell('nothing tells who signed it');
    if (!selfSigned) return pass;
    const usages = credentialFact(credential, 'usages');
    if (usages === null) return cannotTell('it signed itself; nothing tells what it is for');
    return usages.some((usage) => /^(?:keyCertSign|cRLSign)$/i.test(usage))
      ? notApplicable('it is a root authority, which must sign itself')
      : fail('no authority vouches for it, so its peers cannot tell it from another', { usages });
  },
});
