import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince } from '../lifecycle.ts';
import type { CredentialSeen } from '../subject.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account with a service name whose password people set, long ago. */
export const directoryServicePasswordOld = defineCheck({
  id: 'directory-service-password-old',
  title: 'Directory service account has an old password',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI7',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({
    maxAgeDays: z.int().positive().default(365),
    /** From this age on the severity is high: such passwords were chosen under older policies. */
    highFromDays: z.int().positive().default(1825),
  }),
  nextAction: 'Move the service to a group managed account, or set a new long random password.',

  evaluate({ identity, credentials }, { now, params: { maxAgeDays, highFromDays } }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    if (identityFact(identity, 'managedPassword') === true) {
      return notApplicable('the directory rotates its password');
    }
    const names = identityFact(identity, 'servicePrincipalNames');
    if (names === null) return cannotTell('nothing tells whether it has a service name');
    if (names.length === 0) return notApplicable('it has no service name');

    const since = passwordSince(credentials);
    if (since === null) return cannotTell('nothing tells when its password was set');
    const ageDays = daysSince(since, now);
    if (ageDays <= maxAgeDays) return pass;
    return fail(
      `its password is ${ageDays} days old; the limit is ${maxAgeDays}`,
      { ageDays, since, servicePrincipalNames: names.slice(0, 20) },
      ageDays >= highFromDays || identity.access === 'admin' ? 'high' : 'medium',
    );
  },
});

function passwordSince(credentials: readonly CredentialSeen[]): string | null {
  for (const { credential } of credentials) {
    if (credential.kind !== 'password') continue;
    const { lastRotatedAt, createdAt } = credential;
    if (lastRotatedAt.state === 'seen') return lastRotatedAt.value;
    if (lastRotatedAt.state === 'never' && createdAt.state === 'seen') return createdAt.value;
  }
  return null;
}
