import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity outside of production that can reach production's resources. */
export const identityReachesAcrossEnvironments = defineCheck({
  id: 'identity-reaches-across-environments',
  title: 'An identity of a test environment reaches production',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI8',
    'soc2:CC6.3',
    'iso27001-2022:A.8.31',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Remove the grants on production resources; make a separate identity for production.',

  evaluate({ identity, resources, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const { environment } = identity;
    if (environment === 'production') return notApplicable('it belongs to production');
    if (environment === undefined || environment === 'unknown') {
      return cannotTell('nothing tells which environment it belongs to');
    }

    const production = resources.filter((resource) => resource.environment === 'production');
    if (production.length > 0) {
      return fail(`it belongs to ${environment} and reaches ${production.length} in production`, {
        resources: production.map(({ name }) => name).slice(0, 20),
        count: production.length,
      });
    }
    if (coverage.grant !== 'complete') return cannotTell('its grants were not all read');
    const silent = resources.some(
      (resource) => resource.environment === undefined || resource.environment === 'unknown',
    );
    return silent ? cannotTell('nothing tells which environment its resources belong to') : pass;
  },
});
