import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { countOf } from '../count-of.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a service account whose token every one of its pods gets without asking. */
export const accessAutomountedToken = defineCheck({
  id: 'access-automounted-token',
  title: 'Pods get the service account token without asking',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.1',
    'iso27001-2022:A.8.9',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
    'cis-kubernetes-1.8:5.1.6',
  ],
  params: z.object({}),
  nextAction: 'Set automountServiceAccountToken to false, and mount it only where it is used.',

  evaluate({ identity, grants, coverage }) {
    if (identity.kind !== 'service-account') return notApplicable('it is not a service account');
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the cluster itself runs it');
    }

    const mounts = identityFact(identity, 'automountToken');
    if (mounts === null) return cannotTell('nothing tells whether its pods get its token');
    if (!mounts) return pass;
    const given = grants.filter(({ entitlement }) => entitlement?.access !== 'none').length;
    if (given > 0)
      return fail(`every pod of it holds its ${countOf(given, 'grant')}`, { grants: given });
    return coverage.grant === 'complete'
      ? fail('its pods hold a token that they have no use for', { grants: 0 }, 'info')
      : fail('every pod of it holds its rights, which were not all read', {});
  },
});
