import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead } from '../lifecycle.ts';

/** Fails a live credential that nobody has used for longer than the window. */
export const credentialUnused = defineCheck({
  id: 'credential-unused',
  title: 'Active credential is not being used',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI1',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.2',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.5.18',
    'pci-dss-4.0.1:8.2.6',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-14',
    'cis-aws-3.0:1.12',
  ],
  params: z.object({ windowDays: z.int().positive().default(90) }),
  nextAction: 'Disable it now; delete it after a full business cycle without complaints.',

  evaluate({ credential }, { now, params: { windowDays } }) {
    if (credential.kind === 'session') return notApplicable('sessions end by themselves');
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const { lastUsedAt, createdAt } = credential;
    if (lastUsedAt.state === 'unknown') {
      return cannotTell(`its last use is not told: ${lastUsedAt.because}`);
    }
    if (lastUsedAt.state === 'seen') {
      const days = daysSince(lastUsedAt.value, now);
      if (days <= windowDays) return pass;
      return fail(`last used ${days} days ago; the window is ${windowDays}`, {
        lastUsedAt: lastUsedAt.value,
        days,
      });
    }
    if (createdAt.state !== 'seen') {
      return cannotTell('it was never used, but nothing tells how long it has existed');
    }
    const days = daysSince(createdAt.value, now);
    if (days <= windowDays) return pass;
    return fail(`made ${days} days ago and never used`, { createdAt: createdAt.value, days });
  },
});
