import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a deploy key that may change the repository. */
export const credentialDeployKeyWrites = defineCheck({
  id: 'credential-deploy-key-writes',
  title: 'Deploy key may write to its repository',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'soc2:CC8.1',
    'iso27001-2022:A.8.4',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Replace it by a read-only key, or by an app if the job must push.',

  evaluate({ credential }) {
    const readOnly = credentialFact(credential, 'readOnly');
    const isDeployKey = readOnly !== null || credential.nativeType.includes('deploy-key');
    if (credential.kind !== 'ssh-key' || !isDeployKey) {
      return notApplicable('it is not a deploy key');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    if (readOnly === null) return cannotTell('nothing tells whether it may write');
    return readOnly ? pass : fail('whoever holds it can push to the repository', {});
  },
});
