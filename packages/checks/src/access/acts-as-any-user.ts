import type { IdentityKind } from '@nonhuman/model';
import { z } from 'zod';
import { broadScopes, isListed } from '../application/permission-lists.ts';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const kinds: ReadonlySet<IdentityKind> = new Set<IdentityKind>(['application', 'service-account']);

/** Fails an identity that may act as any person of the organisation. */
export const accessActsAsAnyUser = defineCheck({
  id: 'access-acts-as-any-user',
  title: 'A machine may act as any person of the organisation',
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
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({}),
  nextAction: 'Limit it to the scopes and people that it serves, or let people consent themselves.',

  evaluate({ identity }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const anyone = identityFact(identity, 'actsAsAnyUser');
    if (anyone === null) {
      return kinds.has(identity.kind)
        ? cannotTell('nothing tells whether it may act as people')
        : notApplicable('identities of this kind cannot act as people');
    }
    if (!anyone) return pass;

    const scopes = identityFact(identity, 'actsAsAnyUserScopes') ?? [];
    const broad = scopes.filter((scope) => isListed(scope, broadScopes));
    return fail(
      scopes.length === 0
        ? 'it may act as any person'
        : `it may act as any person with ${scopes.slice(0, 3).join(', ')}`,
      { scopes: scopes.slice(0, 20) },
      broad.length > 0 ? 'critical' : 'high',
    );
  },
});
