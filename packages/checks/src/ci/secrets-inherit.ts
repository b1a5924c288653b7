import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isPipeline } from './pipeline.ts';

/** Fails a pipeline that passes every secret to a called one. */
export const ciSecretsInherit = defineCheck({
  id: 'ci-secrets-inherit',
  title: 'A pipeline hands all its secrets to another',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.3',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.PS-06',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Pass the secrets that the called pipeline needs, by name.',

  evaluate({ identity }) {
    if (isDead(identity.status)) return notApplicable('the pipeline is not active');
    const secretsInherit = identityFact(identity, 'secretsInherit');
    if (secretsInherit === null) {
      return isPipeline(identity)
        ? cannotTell('nothing tells which secrets it passes on')
        : notApplicable('it is not a pipeline');
    }
    return secretsInherit
      ? fail('a called pipeline gets every secret that this one can read', {})
      : pass;
  },
});
