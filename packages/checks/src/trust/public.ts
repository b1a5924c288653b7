import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { bindsBy, conditionsOf } from './request-conditions.ts';

/** Keys by which a trust in everyone is narrowed to somebody. */
const callerKeys: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
]);

/** Fails an identity that anyone at all may become. */
export const trustPublic = defineCheck({
  id: 'trust-public',
  title: 'Anyone may become the identity',
  severity: 'critical',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'soc2:CC6.6',
    'iso27001-2022:A.5.15',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Name the principals that may become it, or bind it to your organisation.',

  evaluate({ identity, delegationsTo, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');

    const open = delegationsTo.filter(({ from }) => from.type === 'public');
    let unclear = false;
    for (const delegation of open) {
      const conditions = conditionsOf(delegation);
      if (conditions === null) {
        unclear = true;
        continue;
      }
      if (bindsBy(conditions, callerKeys)) continue;
      if (conditions.length === 0) {
        return fail(`${delegation.from.name} may become it, without any condition`, {});
      }
      const keys = conditions.map(({ key }) => key);
      return fail(
        `${delegation.from.name} may become it; no condition names a caller`,
        { keys },
        'high',
      );
    }
    if (unclear) return cannotTell('anyone may become it under conditions that are not told');
    return coverage.delegation === 'complete' ? pass : cannotTell('who may become it was not read');
  },
});
