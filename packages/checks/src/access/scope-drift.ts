import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';

/** Fails an identity that has more than was approved for it. */
export const accessScopeDrift = defineCheck({
  id: 'access-scope-drift',
  title: 'An identity has more access than was approved',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'soc2:CC8.1',
    'iso27001-2022:A.5.18',
    'pci-dss-4.0.1:7.2.5.1',
    'nist-800-53-r5:AC-6(7)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-08',
  ],
  params: z.object({}),
  nextAction: 'Remove what was not approved, or have its owner approve it with a reason.',

  evaluate(view) {
    const { identity } = view;
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const permissions = identityFact(identity, 'approvedPermissions');
    const entitlements = identityFact(identity, 'approvedEntitlements');
    if (permissions === null && entitlements === null) {
      return notApplicable('no source tells what was approved for it');
    }

    const current = permissions === null ? [] : currentPermissions(view);
    const granted = entitlements === null ? [] : currentEntitlements(view);
    const added = [
      ...(current ?? []).filter((name) => permissions?.includes(name) !== true),
      ...granted
        .filter(({ name }) => entitlements?.includes(name) !== true)
        .map(({ name }) => name),
    ];
    if (added.length > 0) {
      const admin = granted.some(({ name, isAdmin }) => isAdmin && added.includes(name));
      return fail(
        `it has ${added.slice(0, 3).join(', ')}, which nobody approved`,
        { added: added.slice(0, 20) },
        admin ? 'high' : 'medium',
      );
    }
    if (current === null) return cannotTell('nothing tells which permissions it has now');
    if (entitlements !== null && view.coverage.grant !== 'complete') {
      return cannotTell('its grants were not all read');
    }
    return pass;
  },
});

/** In the words of `approvedPermissions`; null when no source tells any. */
function currentPermissions({ identity, credentials }: IdentityView): string[] | null {
  const levels = identityFact(identity, 'permissions');
  const own = identityFact(identity, 'applicationPermissions');
  const delegated = identityFact(identity, 'delegatedPermissions');
  const names = new Set([...(own ?? []), ...(delegated ?? [])]);
  for (const [name, level] of Object.entries(levels ?? {})) names.add(`${name}:${level}`);
  let isTold = levels !== null || own !== null || delegated !== null;
  for (const { credential } of credentials) {
    if (credential.scopes === undefined || isDead(credential.status)) continue;
    isTold = true;
    for (const scope of credential.scopes) names.add(scope);
  }
  return isTold ? [...names].toSorted() : null;
}

function currentEntitlements({ grants }: IdentityView) {
  const byName = new Map<string, boolean>();
  for (const { grant, entitlement } of grants) {
    const name = entitlement?.name ?? grant.entitlementKey;
    byName.set(name, entitlement?.access === 'admin' || byName.get(name) === true);
  }
  return [...byName].map(([name, isAdmin]) => ({ name, isAdmin }));
}
