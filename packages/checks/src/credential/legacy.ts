import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead, staticKinds } from '../lifecycle.ts';

/** Fails a credential of a kind that its provider has replaced, e.g. a Kubernetes token Secret. */
export const credentialLegacy = defineCheck({
  id: 'credential-legacy',
  title: 'Credential is of a kind that its provider has replaced',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Move to the kind that replaced it, then delete this one.',

  evaluate({ credential }) {
    if (!staticKinds.has(credential.kind) && credential.kind !== 'jwt') {
      return notApplicable('no kind of it is outdated');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const legacy = credentialFact(credential, 'legacy');
    if (legacy === null) return cannotTell('its source does not tell whether the kind is outdated');
    return legacy
      ? fail(`${credential.nativeType} has been replaced by its provider`, {
          nativeType: credential.nativeType,
        })
      : pass;
  },
});
