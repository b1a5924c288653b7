import type { CredentialKind, Exposure } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const cloudKeyKinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'access-key',
  'oauth-client-secret',
  'private-key',
]);

/** Where a platform can vouch for the workload, so that it needs no secret. */
const federatedSettings: ReadonlySet<Exposure['setting']> = new Set<Exposure['setting']>([
  'ci',
  'infrastructure-code',
  'service-definition',
]);

/** Fails a long-lived cloud key in a place whose platform can prove its workload without one. */
export const credentialStaticWhereFederationFits = defineCheck({
  id: 'credential-static-where-federation-fits',
  title: 'A static cloud key is used where federation is available',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.1',
    'iso27001-2022:A.5.23',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({
    /** Providers whose accounts accept tokens of pipelines, clusters and other clouds. */
    federatingProviders: z.array(z.string()).default(['aws', 'azure', 'entra', 'gcp', 'google']),
  }),
  nextAction: 'Let the workload sign in by OIDC or a platform identity, then delete the key.',

  evaluate({ credential, exposures, holder }, { params: { federatingProviders } }) {
    if (!cloudKeyKinds.has(credential.kind) || !federatingProviders.includes(credential.provider)) {
      return notApplicable('it is not a key of a cloud that accepts federation');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const used = exposures.filter(({ exposure }) => federatedSettings.has(exposure.setting));
    if (used.length > 0) {
      const settings = new Set(used.map(({ exposure }) => exposure.setting));
      return fail(`a static key is used from ${[...settings].toSorted().join(' and ')}`, {
        places: used.map(({ exposure }) => exposure.place.locator).slice(0, 20),
      });
    }
    return holder?.coverage.exposure === 'complete'
      ? pass
      : cannotTell('nothing tells from where it is used');
  },
});
