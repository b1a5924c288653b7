import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead, staticKinds } from '../lifecycle.ts';
import type { CredentialView } from '../subject.ts';

/** Fails one static credential that several programs present. */
export const credentialSharedByConsumers = defineCheck({
  id: 'credential-shared-by-consumers',
  title: 'Several programs use one credential',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI9',
    'soc2:CC6.1',
    'iso27001-2022:A.5.16',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:IA-4',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-02',
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({ maxConsumers: z.int().positive().default(1) }),
  nextAction: 'Give each program a credential of its own; revoke this one when it is silent.',

  evaluate(view, { params: { maxConsumers } }) {
    const { credential } = view;
    if (!staticKinds.has(credential.kind)) return notApplicable('it is not a static secret');
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const told = credentialFact(credential, 'consumers');
    const consumers = new Set([...(told ?? []), ...holdersOf(view)]);
    if (consumers.size > maxConsumers) {
      return fail(`${consumers.size} programs present it; the limit is ${maxConsumers}`, {
        consumers: [...consumers].toSorted().slice(0, 20),
        count: consumers.size,
      });
    }
    return told === null ? cannotTell('no log tells which programs present it') : pass;
  },
});

/** Identities that were seen to hold it, in files or in configuration. */
function holdersOf({ credential, holder }: CredentialView): string[] {
  return (holder?.delegationsTo ?? [])
    .filter(({ kind, to }) => kind === 'holds-credential' && to.key === credential.key)
    .map(({ from }) => from.name);
}
