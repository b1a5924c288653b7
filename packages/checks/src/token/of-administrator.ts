import type { CredentialKind } from '@nonhuman/model';
import { z } from 'zod';
import { credentialFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const kinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>(['api-key', 'app-key', 'token']);
const highest = /super|owner|global|org[ _-]?admin|account[ _-]?admin|enterprise/i;

/** Fails a token that has the administrative roles of the person who made it. */
export const tokenOfAdministrator = defineCheck({
  id: 'token-of-administrator',
  title: "A token has an administrator's own rights",
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI1',
    'owasp-nhi-2025:NHI10',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
  ],
  params: z.object({}),
  nextAction: 'Make a service application with the scopes it needs and revoke the token.',

  evaluate({ credential, holder }) {
    if (!kinds.has(credential.kind)) return notApplicable('it is not a token or key of an API');
    if (isDead(credential.status)) return notApplicable('the token is not active');
    const bound =
      credentialFact(credential, 'boundToPerson') ??
      (holder === null ? null : identityFact(holder.identity, 'personal'));
    if (bound === false) return notApplicable('it acts as no person');
    if (bound === null) return cannotTell('nothing tells whether it acts as a person');

    const roles = credentialFact(credential, 'personRoles');
    if (roles !== null && roles.length > 0) {
      return fail(
        `it is ${roles.join(', ')}, as the person who made it`,
        { roles: roles.slice(0, 20) },
        roles.some((role) => highest.test(role)) ? 'critical' : 'high',
      );
    }
    const access = credential.access ?? holder?.identity.access;
    if (access === 'admin') return fail('it is an administrator, as the person who made it', {});
    if (roles !== null || (access !== undefined && access !== 'unknown')) return pass;
    return cannotTell('nothing tells which roles its person has');
  },
});
