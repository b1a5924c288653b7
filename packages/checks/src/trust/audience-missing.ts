import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { assumableKinds, isDead } from '../lifecycle.ts';
import { claimOf, type FederatedTrust, federatedTrustsOf } from './federated-trust.ts';

/** Fails a federated login that takes tokens made for somebody else. */
export const trustAudienceMissing = defineCheck({
  id: 'trust-audience-missing',
  title: 'Federated login accepts tokens meant for others',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Accept only tokens whose audience is this account.',

  evaluate(view) {
    const { identity, coverage } = view;
    if (!assumableKinds.has(identity.kind))
      return notApplicable('nobody can log in as it by token');
    if (isDead(identity.status)) return notApplicable('the identity is not active');

    const trusts = federatedTrustsOf(view);
    if (trusts.length === 0) {
      return coverage.delegation === 'complete'
        ? notApplicable('it accepts no tokens of others')
        : cannotTell('who may log in as it was not read');
    }
    const asked = trusts.map(asksAudience);
    const open = trusts[asked.indexOf(false)];
    if (open !== undefined) {
      return fail(`tokens of ${open.issuer ?? 'its issuer'} are accepted for any audience`, {
        issuer: open.issuer ?? '',
      });
    }
    return asked.includes(null) ? cannotTell('nothing tells which audiences it accepts') : pass;
  },
});

/** Null when neither conditions nor a list of audiences tell. */
function asksAudience({ conditions, audience }: FederatedTrust): boolean | null {
  const inConditions = conditions?.some(
    ({ operator, key, values }) =>
      claimOf(key) === 'aud' &&
      /^String(?:Equals|Like)/.test(operator) &&
      !operator.endsWith('IfExists') &&
      !values.includes('*'),
  );
  if (inConditions === true) return true;
  return audience === null ? null : audience.length > 0 && !audience.includes('*');
}
