import type { Environment } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a credential that is used in production and outside of it. */
export const credentialAcrossEnvironments = defineCheck({
  id: 'credential-across-environments',
  title: 'The same secret is used in production and outside of it',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI8',
    'owasp-nhi-2025:NHI9',
    'soc2:CC6.1',
    'iso27001-2022:A.8.31',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:AC-4',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({}),
  nextAction: 'Issue a separate credential for each environment, then rotate this one.',

  evaluate({ credential, exposures, holder }) {
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const seenIn = new Map<Environment, string>();
    for (const { exposure } of exposures) {
      seenIn.set(exposure.environment ?? 'unknown', exposure.place.locator);
    }
    const ofHolder = holder?.identity.environment;
    if (ofHolder !== undefined && !seenIn.has(ofHolder))
      seenIn.set(ofHolder, holder?.identity.name ?? '');

    const production = seenIn.get('production');
    const elsewhere = seenIn.get('non-production');
    if (production !== undefined && elsewhere !== undefined) {
      return fail(`seen for production (${production}) and outside of it (${elsewhere})`, {
        production,
        nonProduction: elsewhere,
      });
    }
    if (production === undefined && elsewhere === undefined) {
      return cannotTell('nothing tells in which environment it is used');
    }
    if (seenIn.has('unknown')) return cannotTell('one of its places has no known environment');
    return holder?.coverage.exposure === 'complete'
      ? pass
      : cannotTell('not every place was searched for its value');
  },
});
