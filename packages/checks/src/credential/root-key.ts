import { z } from 'zod';
import { credentialFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { CredentialView } from '../subject.ts';

/** Fails a key of the account owner, whom no policy limits. */
export const credentialRootKey = defineCheck({
  id: 'credential-root-key',
  title: 'The account owner (root) has a key',
  severity: 'critical',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI10',
    'soc2:CC6.1',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
    'cis-aws-3.0:1.4',
  ],
  params: z.object({}),
  nextAction: 'Move whatever uses it to a role, then delete the key.',

  evaluate({ credential, holder }) {
    const isRootToken =
      credential.kind === 'token' && credentialFact(credential, 'isRoot') === true;
    if (credential.kind !== 'access-key' && credential.kind !== 'api-key' && !isRootToken) {
      return notApplicable('it is not a key of a cloud account');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const isRoot = credentialFact(credential, 'isRoot') ?? isOwner(holder);
    if (isRoot === null) {
      return credential.kind === 'access-key'
        ? cannotTell('nothing tells whether it belongs to the account owner')
        : notApplicable('only access keys can belong to the account owner');
    }
    if (!isRoot) return pass;
    return fail('no policy limits the account owner, and neither this key', {
      key: credential.publicId ?? credential.name,
    });
  },
});

/** Null when nothing tells; a user or role that its provider names as such is not the owner. */
function isOwner(holder: CredentialView['holder']): boolean | null {
  if (holder === null) return null;
  const told = identityFact(holder.identity, 'isRoot');
  if (told !== null) return told;
  return /-(?:role|user)$/.test(holder.identity.nativeType) ? false : null;
}
