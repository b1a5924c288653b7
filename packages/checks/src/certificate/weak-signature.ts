import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const broken = /md[245]/i;
const weak = /sha-?1(?![0-9])/i;
const sound = /sha-?(?:224|256|384|512)|sha-?3|shake|ed25519|ed448|ml-dsa|slh-dsa/i;

/** Fails a certificate whose signature could be forged. */
export const certificateWeakSignature = defineCheck({
  id: 'certificate-weak-signature',
  title: 'Certificate is signed with a broken hash',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.7',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:3.7',
    'nist-800-53-r5:SC-13',
    'nist-800-53-r5:SC-17',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Have it issued again with SHA-256 or better.',

  evaluate({ credential }) {
    if (credential.kind !== 'certificate') return notApplicable('it is not a certificate');
    if (isDead(credential.status)) return notApplicable('the certificate is not in use');
    if (credentialFact(credential, 'selfSigned') === true) {
      return notApplicable('nobody relies on the signature of a self-signed certificate');
    }

    const algorithm = credentialFact(credential, 'signatureAlgorithm');
    if (algorithm === null) return cannotTell('nothing tells how it is signed');
    if (broken.test(algorithm)) return fail(`signed with ${algorithm}`, { algorithm }, 'critical');
    if (weak.test(algorithm)) return fail(`signed with ${algorithm}`, { algorithm });
    return sound.test(algorithm)
      ? pass
      : cannotTell(`signatures of the kind ${algorithm} are not judged`);
  },
});
