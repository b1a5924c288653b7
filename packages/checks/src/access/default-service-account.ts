import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a default service account that was given rights: everything without an own account gets them. */
export const accessDefaultServiceAccount = defineCheck({
  id: 'access-default-service-account',
  title: 'A default service account has been given rights',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI9',
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.3',
    'iso27001-2022:A.5.16',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
    'cis-kubernetes-1.8:5.1.5',
  ],
  params: z.object({}),
  nextAction: 'Make an account for the workload and remove the rights of the default one.',

  evaluate({ identity, grants, coverage }) {
    if (identity.kind !== 'service-account') return notApplicable('it is not a service account');
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const isDefault = identityFact(identity, 'defaultServiceAccount');
    if (isDefault === null) return cannotTell('nothing tells whether it is a default account');
    if (!isDefault) return notApplicable('it is not a default account');

    const given = grants.filter(({ entitlement }) => entitlement?.access !== 'none');
    if (given.length > 0) {
      const names = given.map(
        ({ grant, entitlement }) => entitlement?.name ?? grant.entitlementKey,
      );
      const basic = names.find((name) => /(?:^|\/)(?:editor|owner)$/i.test(name));
      const isHigh =
        basic !== undefined || given.some(({ entitlement }) => entitlement?.access === 'admin');
      return fail(
        `every workload without an account of its own has ${basic ?? names[0]}`,
        { entitlements: names.slice(0, 20) },
        isHigh ? 'high' : 'medium',
      );
    }
    return coverage.grant === 'complete' ? pass : cannotTell('its grants were not all read');
  },
});
