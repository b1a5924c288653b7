import type { CredentialKind } from '@nonhuman/model';
import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { outsideApplications } from './application.ts';

const secretKinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'oauth-client-secret',
  'password',
]);
const provenByKey = new Set(['private_key_jwt', 'self_signed_tls_client_auth', 'tls_client_auth']);

/** Fails an application that proves itself by a shared secret although a key or federation would do. */
export const applicationSharedSecret = defineCheck({
  id: 'application-shared-secret',
  title: 'An application uses a secret where a key or federation would do',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-9',
    'nist-800-53-r5:IA-5(2)',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Move it to federation, a certificate or a signed assertion, then delete the secret.',

  evaluate({ identity, credentials, coverage }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const stronger = identityFact(identity, 'strongerAuthentication');
    if (stronger?.length === 0) return notApplicable('its provider offers nothing else');

    const method = identityFact(identity, 'clientAuthentication');
    const secrets = credentials.filter(
      ({ credential }) => secretKinds.has(credential.kind) && !isDead(credential.status),
    );
    if (method !== null && provenByKey.has(method)) return pass;
    const usesSecret = secrets.length > 0 || (method?.startsWith('client_secret_') ?? false);
    if (!usesSecret) {
      return coverage.credential === 'complete'
        ? pass
        : cannotTell('its credentials were not all read');
    }
    if (stronger === null) return cannotTell('nothing tells whether its provider offers more');
    return fail(
      `it proves itself by a secret; its provider also takes ${stronger.join(', ')}`,
      { secrets: secrets.map(({ credential }) => credential.name).slice(0, 20), stronger },
      identity.access === 'admin' ? 'high' : 'medium',
    );
  },
});
