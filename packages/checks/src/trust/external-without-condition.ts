import { z } from 'zod';
import { delegationFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';
import { bindsBy, conditionsOf } from './request-conditions.ts';

const bindingKeys: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'sts:externalid',
]);

/** Fails an identity that another account may become without an external id or a limit to its organisation. */
export const trustExternalWithoutCondition = defineCheck({
  id: 'trust-external-without-condition',
  title: 'Another account may become the identity without an external id',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.6',
    'soc2:CC9.2',
    'iso27001-2022:A.5.19',
    'iso27001-2022:A.5.23',
    'pci-dss-4.0.1:12.8',
    'nist-800-53-r5:SA-9',
    'nist-csf-2.0:GV.SC-07',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({
    /** Your own accounts, which need no external id between them. */
    trustedAccounts: z.array(z.string()).default([]),
  }),
  nextAction: 'Ask for an external id that the vendor chooses, or limit it to your organisation.',

  evaluate(view, { params: { trustedAccounts } }) {
    if (isDead(view.identity.status)) return notApplicable('the identity is not active');
    const outside = foreignOf(view).filter(
      ({ accountId }) => accountId === null || !trustedAccounts.includes(accountId),
    );
    if (outside.length === 0) {
      return view.coverage.delegation === 'complete'
        ? notApplicable('no other account may become it')
        : cannotTell('who may become it was not read');
    }

    let unclear = false;
    for (const { delegation, accountId } of outside) {
      const conditions = conditionsOf(delegation);
      if (conditions === null) unclear = true;
      else if (!bindsBy(conditions, bindingKeys)) {
        const severity = view.identity.access === 'admin' ? 'high' : 'medium';
        const evidence = { principal: delegation.from.key, accountId: accountId ?? '' };
        return fail(
          `${delegation.from.name} may become it without an external id`,
          evidence,
          severity,
        );
      }
    }
    return unclear ? cannotTell('the conditions of a trust are not told') : pass;
  },
});

/** Assume-role trusts whose principal lies in another account than the identity. */
function foreignOf({ identity, delegationsTo }: IdentityView) {
  const own = identity.attributes?.['accountId'];
  return delegationsTo
    .filter(
      ({ kind, from }) =>
        kind === 'assume-role' && (from.type === 'external' || from.type === 'identity'),
    )
    .map((delegation) => ({ delegation, accountId: delegationFact(delegation, 'accountId') }))
    .filter(({ delegation, accountId }) =>
      delegation.from.type === 'external'
        ? delegationFact(delegation, 'dangling') !== true
        : accountId !== null && typeof own === 'string' && accountId !== own,
    );
}
