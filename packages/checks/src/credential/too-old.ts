import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead, staticKinds } from '../lifecycle.ts';

/** Fails a static credential that has outlived the rotation limit. */
export const credentialTooOld = defineCheck({
  id: 'credential-too-old',
  title: 'Credential is older than its rotation limit',
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
    'cis-aws-3.0:1.14',
  ],
  params: z.object({
    maxAgeDays: z.int().positive().default(90),
    /** From this age on the severity is high. */
    highFromDays: z.int().positive().default(365),
  }),
  nextAction:
    'Create a second credential, move its users over, then disable this one and delete it.',

  evaluate({ credential }, { now, params: { maxAgeDays, highFromDays } }) {
    if (!staticKinds.has(credential.kind)) return notApplicable('it is not a static secret');
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const { createdAt, lastRotatedAt } = credential;
    const since = lastRotatedAt.state === 'seen' ? lastRotatedAt : createdAt;
    if (since.state !== 'seen') return cannotTell('nothing tells when it was made or rotated');

    const ageDays = daysSince(since.value, now);
    if (ageDays <= maxAgeDays) return pass;
    return fail(
      `${ageDays} days old; the limit is ${maxAgeDays}`,
      { ageDays, since: since.value },
      ageDays >= highFromDays ? 'high' : 'medium',
    );
  },
});
