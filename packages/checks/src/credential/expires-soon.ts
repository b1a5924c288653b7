import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysUntil, isDead } from '../lifecycle.ts';

/** Fails a live credential that ends within the warning time. */
export const credentialExpiresSoon = defineCheck({
  id: 'credential-expires-soon',
  title: 'Credential is about to expire',
  severity: 'low',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:3.7',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:SC-12',
    'nist-csf-2.0:ID.AM-08',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({
    warnDays: z.int().positive().default(14),
    /** Certificates take longer to replace. */
    certificateWarnDays: z.int().positive().default(30),
    /** From this many days on the severity is high. */
    urgentDays: z.int().nonnegative().default(3),
  }),
  nextAction: 'Issue the replacement and move its users over before the old one ends.',

  evaluate({ credential }, { now, params }) {
    if (credential.kind === 'session') return notApplicable('sessions are meant to be short');
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    if (credentialFact(credential, 'providerManaged') === true) {
      return notApplicable('the provider itself renews it');
    }
    const { expiresAt } = credential;
    if (expiresAt.state === 'never') return notApplicable('it has no end date');
    if (expiresAt.state === 'unknown') {
      return cannotTell(`its expiry is not told: ${expiresAt.because}`);
    }
    if (Date.parse(expiresAt.value) <= now.getTime()) {
      return notApplicable('it has already expired');
    }

    const days = daysUntil(expiresAt.value, now);
    const warn = credential.kind === 'certificate' ? params.certificateWarnDays : params.warnDays;
    if (days > warn) return pass;
    return fail(
      `it expires in ${days} days; the warning time is ${warn}`,
      { days, expiresAt: expiresAt.value },
      days <= params.urgentDays ? 'high' : 'low',
    );
  },
});
