import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysUntil, isDead, staticKinds } from '../lifecycle.ts';

/** Fails a credential whose end date lies so far ahead that it is none. */
export const credentialLifetimeTooLong = defineCheck({
  id: 'credential-lifetime-too-long',
  title: 'Credential expires only in the far future',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({ maxRemainingDays: z.int().positive().default(365) }),
  nextAction: 'Issue a replacement with a short life and revoke this one.',

  evaluate({ credential }, { now, params: { maxRemainingDays } }) {
    if (!staticKinds.has(credential.kind) && credential.kind !== 'jwt') {
      return notApplicable('it is not a static secret');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    const { expiresAt } = credential;
    if (expiresAt.state === 'never') return notApplicable('it has no end date at all');
    if (expiresAt.state === 'unknown') {
      return cannotTell(`its expiry is not told: ${expiresAt.because}`);
    }

    const remainingDays = daysUntil(expiresAt.value, now);
    if (remainingDays <= maxRemainingDays) return pass;
    return fail(`it works for ${remainingDays} more days; the limit is ${maxRemainingDays}`, {
      remainingDays,
      expiresAt: expiresAt.value,
    });
  },
});
