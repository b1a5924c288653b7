import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a login role whose tokens can be kept alive for ever or for very long. */
export const vaultTokenWithoutEnd = defineCheck({
  id: 'vault-token-without-end',
  title: 'Tokens of a login role can be kept alive for ever',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({
    maxTokenLifetimeDays: z.int().positive().default(32),
  }),
  nextAction: 'Give its tokens a maximum life of hours, and no period.',

  evaluate({ identity }, { params: { maxTokenLifetimeDays } }) {
    const longest = identityFact(identity, 'tokenMaxLifetimeSeconds');
    const period = identityFact(identity, 'tokenPeriodSeconds');
    if (longest === null && period === null && !identity.nativeType.startsWith('vault-')) {
      return notApplicable('it issues no tokens');
    }
    if (isDead(identity.status)) return notApplicable('the role is not active');
    if (period !== null && period > 0) {
      return fail('its tokens can be renewed without end', { tokenPeriodSeconds: period });
    }
    const days = longest === null ? null : Math.floor(longest / 86_400);
    if (days !== null && days > maxTokenLifetimeDays) {
      return fail(`its tokens live up to ${days} days; the limit is ${maxTokenLifetimeDays}`, {
        days,
      });
    }
    return longest === null || period === null
      ? cannotTell('nothing tells how long its tokens live')
      : pass;
  },
});
