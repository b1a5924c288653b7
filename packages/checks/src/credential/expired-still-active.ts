import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince } from '../lifecycle.ts';

/** Fails a credential that its provider still honours, or that was used, after its end. */
export const credentialExpiredStillActive = defineCheck({
  id: 'credential-expired-still-active',
  title: 'Credential has expired but is still active or in use',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.2',
    'iso27001-2022:A.5.17',
    'nist-800-53-r5:AC-2(3)',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:CEK-14',
  ],
  params: z.object({}),
  nextAction: 'Revoke it at the provider and find out why its end was not enforced.',

  evaluate({ credential }, { now }) {
    if (credential.kind === 'certificate')
      return notApplicable('certificates have a check of their own');
    const { expiresAt, lastUsedAt, status } = credential;
    if (status === 'revoked' || status === 'disabled') {
      return notApplicable('the credential is not active');
    }
    if (expiresAt.state === 'never') return notApplicable('it has no end date');
    if (expiresAt.state === 'unknown') {
      return cannotTell(`its expiry is not told: ${expiresAt.because}`);
    }
    if (Date.parse(expiresAt.value) > now.getTime()) return pass;

    const days = daysSince(expiresAt.value, now);
    if (lastUsedAt.state === 'seen' && lastUsedAt.value > expiresAt.value) {
      const evidence = { expiresAt: expiresAt.value, lastUsedAt: lastUsedAt.value, days };
      return fail(`it expired ${days} days ago and was used after that`, evidence, 'high');
    }
    if (status === 'expired') return pass;
    return status === 'active'
      ? fail(`it expired ${days} days ago and its provider lists it as active`, {
          expiresAt: expiresAt.value,
          days,
        })
      : cannotTell(`it expired ${days} days ago; nothing tells whether it is still accepted`);
  },
});
