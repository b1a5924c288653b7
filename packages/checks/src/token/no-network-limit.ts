import type { CredentialKind } from '@nonhuman/model';
import { z } from 'zod';
import { credentialFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const kinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>(['api-key', 'app-key', 'token']);

/** Fails a token that works from everywhere although its provider could limit it. */
export const tokenNoNetworkLimit = defineCheck({
  id: 'token-no-network-limit',
  title: 'A token may be used from any network',
  severity: 'low',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.6',
    'iso27001-2022:A.8.3',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-4',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Limit it to the network zone or addresses of the program that uses it.',

  evaluate({ credential, holder }) {
    if (!kinds.has(credential.kind)) return notApplicable('it is not a token or key of an API');
    if (isDead(credential.status)) return notApplicable('the token is not active');
    const restricted =
      credentialFact(credential, 'networkRestricted') ??
      (holder === null ? null : identityFact(holder.identity, 'networkRestricted'));
    if (restricted === null) return cannotTell('nothing tells from where it may be used');
    if (restricted) return pass;
    const access = credential.access ?? holder?.identity.access ?? 'unknown';
    return fail(
      'it works from anywhere',
      { access },
      access === 'admin' ? 'high' : access === 'write' ? 'medium' : 'low',
    );
  },
});
