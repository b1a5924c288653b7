import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a private key file that works for whoever copies it. */
export const keyUnencrypted = defineCheck({
  id: 'key-unencrypted',
  title: 'Private key lies on disk without a passphrase',
  severity: 'low',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:3.6',
    'nist-800-53-r5:IA-5(2)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Put the key into an agent, keychain or hardware token, or give it a passphrase.',

  evaluate({ credential, exposures }) {
    if (credential.kind !== 'private-key' && credential.kind !== 'ssh-key') {
      return notApplicable('it is not a private key');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    if (
      credentialFact(credential, 'options') !== null ||
      credentialFact(credential, 'readOnly') !== null
    ) {
      return notApplicable('only its public half is here');
    }

    const protection = credentialFact(credential, 'protection');
    if (protection === 'security-key' || protection === 'tpm') return pass;
    const encrypted = credentialFact(credential, 'encrypted');
    if (encrypted === null) return cannotTell('nothing tells whether it has a passphrase');
    if (encrypted) return pass;
    const open = exposures.find(
      ({ exposure: { place } }) => place.readableBy === 'group' || place.readableBy === 'everyone',
    );
    return open === undefined
      ? fail('whoever copies the file can use it', {})
      : fail(
          `others may read it (${open.exposure.place.readableBy}) and it needs no passphrase`,
          { place: open.exposure.place.locator },
          'high',
        );
  },
});
