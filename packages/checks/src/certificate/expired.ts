import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince } from '../lifecycle.ts';

/** Fails a certificate past its end that has not been taken away. */
export const certificateExpired = defineCheck({
  id: 'certificate-expired',
  title: 'Certificate has expired and is still in place',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI1',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.7',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:3.7',
    'nist-800-53-r5:SC-17',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:CEK-14',
    'cis-aws-3.0:1.19',
  ],
  params: z.object({}),
  nextAction: 'Renew it if something uses it; otherwise remove it with its key.',

  evaluate({ credential }, { now }) {
    if (credential.kind !== 'certificate') return notApplicable('it is not a certificate');
    const { expiresAt, lastUsedAt, status } = credential;
    if (status === 'revoked' || status === 'disabled') {
      return notApplicable('the certificate is not in use');
    }
    if (expiresAt.state === 'never') return notApplicable('it has no end date');
    if (expiresAt.state === 'unknown') {
      return cannotTell(`its end is not told: ${expiresAt.because}`);
    }
    if (Date.parse(expiresAt.value) > now.getTime()) return pass;

    const days = daysSince(expiresAt.value, now);
    const used = lastUsedAt.state === 'seen' && lastUsedAt.value > expiresAt.value;
    return fail(
      used ? `it expired ${days} days ago and was used after that` : `it expired ${days} days ago`,
      { expiresAt: expiresAt.value, days },
      used ? 'high' : 'medium',
    );
  },
});
