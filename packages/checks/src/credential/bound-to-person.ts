import type { Exposure } from '@nonhuman/model';
import { z } from 'zod';
import { credentialFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { CredentialView } from '../subject.ts';

const machineSettings: ReadonlySet<Exposure['setting']> = new Set<Exposure['setting']>([
  'agent-configuration',
  'ci',
  'infrastructure-code',
  'service-definition',
  'state-file',
]);

/** Fails a person's own credential that a machine or an agent uses. */
export const credentialBoundToPerson = defineCheck({
  id: 'credential-bound-to-person',
  title: "A machine uses a person's own credential",
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI1',
    'owasp-nhi-2025:NHI9',
    'soc2:CC6.1',
    'iso27001-2022:A.5.11',
    'iso27001-2022:A.5.16',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:IA-9',
    'nist-800-53-r5:PS-4',
    'nist-csf-2.0:PR.AA-02',
    'csa-ccm-4.0:IAM-13',
    'owasp-asi-2026:ASI03',
  ],
  params: z.object({}),
  nextAction: 'Give the machine an identity of its own and revoke the personal credential.',

  evaluate(view) {
    const { credential, holder } = view;
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    const personal =
      credentialFact(credential, 'boundToPerson') ??
      (holder !== null && identityFact(holder.identity, 'personal') === true ? true : null);
    if (personal === null) return cannotTell('nothing tells whether it is bound to a person');
    if (!personal) return pass;

    const users = machineUsesOf(view);
    if (users.length === 0) return cannotTell('nothing tells whether a machine uses it');
    const byAgent = view.exposures.some(
      ({ exposure }) => exposure.setting === 'agent-configuration',
    );
    return fail(
      `it acts as a person and is used by a machine: ${users.join(', ')}`,
      { usedFrom: users },
      byAgent ? 'high' : 'medium',
    );
  },
});

function machineUsesOf({ credential, exposures, holder }: CredentialView): readonly string[] {
  const uses = new Set<string>();
  for (const { exposure } of exposures) {
    if (machineSettings.has(exposure.setting)) uses.add(exposure.place.locator);
  }
  for (const { kind, from, to } of holder?.delegationsTo ?? []) {
    if (kind === 'holds-credential' && to.key === credential.key && from.type === 'identity') {
      uses.add(from.name);
    }
  }
  return [...uses].toSorted().slice(0, 20);
}
