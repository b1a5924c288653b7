import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead } from '../lifecycle.ts';
import { toldBy, usageOfIdentity } from '../usage.ts';

/** Fails an identity that has existed for a while and was never used. */
export const identityNeverUsed = defineCheck({
  id: 'identity-never-used',
  title: 'Identity was made long ago and never used',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'iso27001-2022:A.5.18',
    'pci-dss-4.0.1:8.2.6',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:IAM-07',
  ],
  params: z.object({
    /** How long a new identity may wait for its first use. */
    graceDays: z.int().positive().default(30),
  }),
  nextAction: 'Delete it, unless its owner names the day on which it will be needed.',

  evaluate({ identity, credentials }, { now, params: { graceDays } }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');

    const { lastUsedAt, createdAt } = identity;
    if (lastUsedAt.state === 'seen') return pass;
    if (credentials.some(({ credential }) => credential.lastUsedAt.state === 'seen')) return pass;
    if (lastUsedAt.state === 'unknown') {
      return cannotTell(`whether it was used is not told: ${lastUsedAt.because}`);
    }
    if (createdAt.state !== 'seen') {
      return cannotTell('it was never used, but nothing tells how long it has existed');
    }

    const source = usageOfIdentity(identity);
    const ageDays = daysSince(createdAt.value, now);
    if (ageDays - source.lagDays <= graceDays) return pass;
    if (source.windowDays !== null && source.windowDays < Math.min(ageDays, graceDays)) {
      return cannotTell(`its source looks back only ${source.windowDays} days`);
    }
    const since =
      source.windowDays === null || source.windowDays >= ageDays
        ? `made ${ageDays} days ago and never used`
        : `not used in the ${source.windowDays} days that its source keeps`;
    return fail(
      `${since}${toldBy(source)}`,
      { createdAt: createdAt.value, ageDays, graceDays },
      identity.access === 'admin' ? 'high' : 'low',
    );
  },
});
