import type { AccessLevel, Severity } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { assumableKinds, isDead } from '../lifecycle.ts';
import { claimOf, type FederatedTrust, federatedTrustsOf, judgeTrust } from './federated-trust.ts';
import { isNarrow, type Reach } from './reach.ts';

/** Fails an identity that tokens of more pipelines or workloads may log in as than one branch or environment. */
export const trustFederatedLoginTooWide = defineCheck({
  id: 'trust-federated-login-too-wide',
  title: 'Federated login accepts tokens of too many',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'soc2:CC6.6',
    'iso27001-2022:A.5.23',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({
    /** Whether every branch, tag and pull request of one repository may log in. */
    allowWholeProject: z.boolean().default(false),
  }),
  nextAction: 'Bind the trust to one repository and one branch or environment.',

  evaluate(view, { params: { allowWholeProject } }) {
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
    const judged = trusts.map((trust) => ({ trust, ...judgeTrust(trust) }));
    const wide = judged
      .filter(({ reach }) => !isNarrow(reach) && reach !== 'unclear')
      .filter(({ reach }) => !(allowWholeProject && reach === 'project'))
      .toSorted((a, b) => widthOf(b.reach) - widthOf(a.reach))[0];
    if (wide !== undefined) {
      const evidence = {
        issuer: wide.trust.issuer ?? '',
        reach: wide.reach,
        subjects: subjectsOf(wide.trust),
      };
      return fail(wide.because, evidence, severityOf(wide.reach, identity.access));
    }
    const unclear = judged.find(({ reach }) => reach === 'unclear');
    return unclear === undefined ? pass : cannotTell(unclear.because);
  },
});

const widths: readonly Reach[] = ['project', 'pull-requests', 'organisation', 'everyone'];

function widthOf(reach: Reach): number {
  return widths.indexOf(reach);
}

function severityOf(reach: Reach, access: AccessLevel | undefined): Severity {
  if (reach === 'everyone') return 'critical';
  if (reach === 'project') return access === 'admin' ? 'medium' : 'low';
  return access === 'admin' ? 'high' : 'medium';
}

function subjectsOf({ conditions }: FederatedTrust): readonly string[] {
  return (conditions ?? [])
    .filter(({ key }) => claimOf(key) === 'sub')
    .flatMap(({ values }) => values)
    .slice(0, 20);
}
