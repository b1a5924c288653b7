import type { CredentialKind } from '@nonhuman/model';
import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const kinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>(['api-key', 'app-key', 'token']);

/** Fails a token that may do whatever its holder may. */
export const tokenNotScoped = defineCheck({
  id: 'token-not-scoped',
  title: 'A token is not limited to any scope',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.5.15',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({
    /** Scopes that stand for everything, as providers write them. */
    fullScopes: z
      .array(z.string())
      .default(['*', 'admin', 'all', 'all-apis', 'api', 'full', 'full_access', 'root', 'sudo']),
  }),
  nextAction: 'Issue one with the scopes that its program uses, then revoke this one.',

  evaluate({ credential, holder }, { params: { fullScopes } }) {
    if (!kinds.has(credential.kind)) return notApplicable('it is not a token or key of an API');
    if (isDead(credential.status)) return notApplicable('the token is not active');
    const access = credential.access ?? holder?.identity.access ?? 'unknown';
    const severity = access === 'admin' ? 'high' : access === 'read' ? 'low' : 'medium';

    const full =
      credential.scopes?.filter((scope) => fullScopes.includes(scope.toLowerCase())) ?? [];
    if (full.length > 0) {
      return fail(
        `its scope ${full.join(', ')} stands for everything`,
        { scopes: full, access },
        severity,
      );
    }
    const unscoped = credentialFact(credential, 'unscoped');
    if (unscoped === true) return fail('it may do whatever its holder may', { access }, severity);
    if (unscoped === false || (credential.scopes?.length ?? 0) > 0) return pass;
    return cannotTell('nothing tells what it is limited to');
  },
});
