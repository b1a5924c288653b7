import { z } from 'zod';
import { entitlementFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { GrantSeen, IdentityView } from '../subject.ts';

/** Fails a machine that may do everything, or may give itself the right to. */
export const accessAdminEquivalent = defineCheck({
  id: 'access-admin-equivalent',
  title: 'A machine has administrative access',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
    'csa-ccm-4.0:IAM-09',
    'cis-aws-3.0:1.16',
    'owasp-asi-2026:ASI03',
  ],
  params: z.object({}),
  nextAction: 'Replace the administrative grant by the actions that it has used.',

  evaluate(view) {
    const { identity, grants, coverage } = view;
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the provider itself runs it');
    }
    if (identity.kind === 'database-login' && identityFact(identity, 'superuser') === true) {
      return notApplicable('superusers of a database have a check of their own');
    }

    let limited: GrantSeen | null = null;
    let ofCluster = false;
    for (const seen of grants) {
      if (seen.entitlement?.access !== 'admin') continue;
      if (entitlementFact(seen.entitlement, 'clusterAdmin') === true) ofCluster = true;
      else if (isLimited(seen)) limited ??= seen;
      else return failBy(seen, identityFact(identity, 'platformIdentity') === true);
    }
    if (ofCluster) return notApplicable('its administration of a cluster has a check of its own');
    if (limited !== null) return failBy(limited, false);
    if (identity.access === 'admin') return fail('its provider shows it as an administrator', {});
    return isAnswered(view) && coverage.grant === 'complete'
      ? pass
      : cannotTell('its grants were not all read or understood');
  },
});

/** Under a condition, or inside one namespace. */
function isLimited({ grant, entitlement }: GrantSeen): boolean {
  const namespaced = entitlement !== null && entitlementFact(entitlement, 'namespaced') === true;
  return grant.conditional || namespaced;
}

/** Whoever can run code on the platform is its platform identity: nothing has to be stolen. */
function failBy(seen: GrantSeen, ofPlatform: boolean) {
  const { grant, entitlement } = seen;
  const name = entitlement?.name ?? grant.entitlementKey;
  const through = grant.via === null ? '' : ` through ${grant.via}`;
  const evidence = { entitlement: name, on: grant.on, via: grant.via ?? 'direct' };
  if (isLimited(seen)) {
    return fail(
      `${name}${through} is administrative within a limit (${grant.on})`,
      evidence,
      'medium',
    );
  }
  const because = `${name}${through} is administrative on ${grant.on}`;
  return ofPlatform
    ? fail(`${because}, for whoever can run code on what it is attached to`, evidence, 'critical')
    : fail(because, evidence);
}

function isAnswered({ identity, grants }: IdentityView): boolean {
  if (grants.some(({ entitlement }) => entitlement === null || entitlement.access === 'unknown')) {
    return false;
  }
  return grants.length > 0 || identity.access !== 'unknown';
}
