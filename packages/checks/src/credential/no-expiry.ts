import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead, staticKinds } from '../lifecycle.ts';

/** Fails a static credential that is known never to expire. */
export const credentialNoExpiry = defineCheck({
  id: 'credential-no-expiry',
  title: 'Credential never expires',
  severity: 'low',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({}),
  nextAction: 'Replace it by one with an end date, or by federation that needs no secret.',

  evaluate({ credential, holder }) {
    if (!staticKinds.has(credential.kind) && credential.kind !== 'jwt') {
      return notApplicable('it is not a static secret');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    if (credentialFact(credential, 'providerManaged') === true) {
      return notApplicable('the provider itself changes it');
    }
    if (credential.expiresAt.state === 'seen') return pass;
    if (credential.expiresAt.state === 'unknown') {
      return cannotTell(`its expiry is not told: ${credential.expiresAt.because}`);
    }

    const access = credential.access ?? holder?.identity.access ?? 'unknown';
    const severity = access === 'admin' ? 'high' : access === 'write' ? 'medium' : 'low';
    return fail('it works until somebody revokes it', { access }, severity);
  },
});
