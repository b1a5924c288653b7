import { z } from 'zod';
import { exposureFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead } from '../lifecycle.ts';

/** Fails a secret that a scanner found to work. */
export const exposureVerifiedLive = defineCheck({
  id: 'exposure-verified-live',
  title: 'A secret that was found in the open works',
  severity: 'high',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:ID.RA-01',
    'csa-ccm-4.0:CEK-14',
  ],
  params: z.object({
    /** An attempt that is older than this many days no longer tells that it does not work. */
    validForDays: z.int().positive().default(30),
  }),
  nextAction: 'Revoke it and replace it where it is used.',

  evaluate({ exposure, credential }, { now, params: { validForDays } }) {
    const validity = exposureFact(exposure, 'validity');
    if (validity === null) return notApplicable('no scanner tried it');
    if (credential !== null && isDead(credential.credential.status)) {
      return notApplicable('its provider shows it as not active');
    }
    const triedAt = exposureFact(exposure, 'validatedAt');
    if (validity === 'active') {
      return fail('the scanner could sign in with it', { triedAt: triedAt ?? 'not told' });
    }
    if (validity !== 'inactive') return cannotTell('the scanner could not tell whether it works');
    if (triedAt === null) return pass;
    const days = daysSince(triedAt, now);
    return days <= validForDays
      ? pass
      : cannotTell(`it did not work ${days} days ago, which may have changed`);
  },
});
