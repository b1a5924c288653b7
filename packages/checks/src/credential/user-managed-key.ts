import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a key of a cloud's service account that a customer holds as a file. */
export const credentialUserManagedKey = defineCheck({
  id: 'credential-user-managed-key',
  title: 'A service account has a key that was downloaded',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI7',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:SC-12',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({}),
  nextAction: 'Attach the account to the workload or use federation, then delete the key.',

  evaluate({ credential, holder }) {
    if (credential.kind !== 'private-key') return notApplicable('it is not a key of this kind');
    const managed = credentialFact(credential, 'providerManaged');
    if (managed === null) {
      return credential.nativeType.endsWith('service-account-key')
        ? cannotTell('nothing tells who holds the key')
        : notApplicable('its provider makes no keys of its own');
    }
    if (isDead(credential.status)) return notApplicable('the key is not active');
    if (managed) return pass;

    const uploaded = credentialFact(credential, 'uploaded') === true;
    const admin = (credential.access ?? holder?.identity.access) === 'admin';
    return fail(
      uploaded
        ? 'its private half was made elsewhere and uploaded'
        : 'its private half was downloaded',
      { uploaded, administrative: admin, key: credential.publicId ?? credential.name },
      admin ? 'high' : 'medium',
    );
  },
});
