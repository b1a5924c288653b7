import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a live credential that acts as a person who has left. */
export const credentialPersonLeft = defineCheck({
  id: 'credential-person-left',
  title: 'A credential acts as a person who has left',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'soc2:CC6.3',
    'iso27001-2022:A.6.5',
    'iso27001-2022:A.5.11',
    'pci-dss-4.0.1:8.2.6',
    'nist-800-53-r5:PS-4',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:IAM-07',
  ],
  params: z.object({}),
  nextAction: 'Find what still uses it, give that an identity of its own, and revoke it.',

  evaluate({ credential }) {
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    if (credential.kind === 'federated-trust') return notApplicable('it acts as no person');
    const bound = credentialFact(credential, 'boundToPerson');
    if (bound === false) return notApplicable('it acts as no person');
    const person = credentialFact(credential, 'personStatus');
    if (person === 'left') {
      const admin = credential.access === 'admin';
      return fail('the person it acts as has left', { admin }, admin ? 'critical' : 'high');
    }
    if (person === 'active') return pass;
    return cannotTell(
      bound === null
        ? 'nothing tells whether it acts as a person'
        : 'nothing tells whether its person is still there',
    );
  },
});
