import type { Credential, CredentialKind } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead } from '../lifecycle.ts';

const rotatedByOverlap: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'access-key',
  'api-key',
  'app-key',
  'oauth-client-secret',
  'private-key',
]);

/** Fails an identity that keeps two keys of one kind active for longer than a rotation takes. */
export const identityTwoActiveKeys = defineCheck({
  id: 'identity-two-active-keys',
  title: 'Two keys of the same kind are active at once',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-14',
    'cis-aws-3.0:1.13',
  ],
  params: z.object({
    /** How long a rotation may keep the old and the new key side by side. */
    overlapDays: z.int().nonnegative().default(7),
    /** From this many keys on the severity is high: no rotation needs them. */
    manyKeys: z.int().min(3).default(3),
  }),
  nextAction:
    'Finish the rotation: see which key is still used, move its users, disable the other.',

  evaluate({ identity, credentials, coverage }, { now, params: { overlapDays, manyKeys } }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');

    const several = severalOfOneKind(credentials.map(({ credential }) => credential));
    if (several === null) {
      return coverage.credential === 'complete'
        ? pass
        : cannotTell('its credentials were not all read');
    }
    let youngestDays = Number.POSITIVE_INFINITY;
    for (const { createdAt } of several) {
      if (createdAt.state !== 'seen') {
        return cannotTell('two keys are active, but nothing tells since when');
      }
      youngestDays = Math.min(youngestDays, daysSince(createdAt.value, now));
    }
    if (several.length === 2 && youngestDays <= overlapDays) return pass;
    return fail(
      `${several.length} active keys for ${youngestDays} days; a rotation may take ${overlapDays}`,
      { keys: several.map((key) => key.publicId ?? key.name), youngestDays },
      several.length >= manyKeys ? 'high' : 'medium',
    );
  },
});

function severalOfOneKind(credentials: readonly Credential[]): readonly Credential[] | null {
  if (credentials.length < 2) return null;
  const byType = new Map<string, Credential[]>();
  for (const credential of credentials) {
    if (credential.status !== 'active' || !rotatedByOverlap.has(credential.kind)) continue;
    const same = byType.get(credential.nativeType);
    if (same === undefined) byType.set(credential.nativeType, [credential]);
    else same.push(credential);
  }
  for (const same of byType.values()) if (same.length > 1) return same;
  return null;
}
