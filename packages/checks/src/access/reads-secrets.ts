import { z } from 'zod';
import { entitlementFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity that may read secrets at large, and not only those that are named to it. */
export const accessReadsSecrets = defineCheck({
  id: 'access-reads-secrets',
  title: 'A machine may read secrets that are not its own',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.8.3',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
    'cis-kubernetes-1.8:5.1.2',
  ],
  params: z.object({}),
  nextAction: 'Let it read only the secrets that it needs, by name.',

  evaluate({ identity, grants, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the provider itself runs it');
    }

    let silent = coverage.grant !== 'complete';
    let within: string | null = null;
    for (const { grant, entitlement } of grants) {
      const reads = entitlement === null ? null : entitlementFact(entitlement, 'readsSecrets');
      if (entitlement === null || reads === null) silent = true;
      if (entitlement === null || reads !== true || entitlement.access === 'admin') continue;
      if (entitlementFact(entitlement, 'secretsLimited') === true) continue;
      if (grant.on === '*') {
        return fail(
          `${entitlement.name} lets it read every secret`,
          evidenceOf(entitlement.name, '*'),
          'high',
        );
      }
      within ??= grant.on;
    }
    if (within !== null) return fail(`it may read all secrets of ${within}`, { on: within });
    return silent ? cannotTell('nothing tells whether it may read secrets') : pass;
  },
});

function evidenceOf(entitlement: string, on: string) {
  return { entitlement, on };
}
