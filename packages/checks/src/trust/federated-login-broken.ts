import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { assumableKinds, isDead } from '../lifecycle.ts';
import { federatedTrustsOf, neverMatches } from './federated-trust.ts';
import { hasWildcard } from './reach.ts';

/** Fails a trust that asks for what no token of its issuer has: nobody can ever use it. */
export const trustFederatedLoginBroken = defineCheck({
  id: 'trust-federated-login-broken',
  title: 'Federated login has a condition that never matches',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'soc2:CC7.1',
    'iso27001-2022:A.8.9',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Write the exact subject, or use a pattern operator for a narrow pattern.',

  evaluate(view) {
    const { identity, coverage } = view;
    if (!assumableKinds.has(identity.kind))
      return notApplicable('nobody can log in as it by token');
    if (isDead(identity.status)) return notApplicable('the identity is not active');

    const trusts = federatedTrustsOf(view);
    const values = trusts.flatMap(neverMatches);
    if (values.length > 0) {
      const wildcards = values.every(hasWildcard);
      return fail(
        wildcards
          ? 'a literal comparison with a wildcard never matches'
          : `no token of the issuer has ${values[0]}`,
        { values: values.slice(0, 20) },
      );
    }
    if (trusts.some(({ conditions }) => conditions === null)) {
      return cannotTell('the conditions of a trust are not told');
    }
    if (trusts.length > 0) return pass;
    return coverage.delegation === 'complete'
      ? notApplicable('it accepts no tokens of others')
      : cannotTell('who may log in as it was not read');
  },
});
