import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isPipeline } from './pipeline.ts';

/** Fails a pipeline that checks out a contributor’s code while it holds secrets or a writing token. */
export const ciUntrustedCode = defineCheck({
  id: 'ci-untrusted-code',
  title: 'A pipeline runs strangers’ code with its secrets',
  severity: 'critical',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.8',
    'soc2:CC8.1',
    'iso27001-2022:A.8.25',
    'pci-dss-4.0.1:6.2',
    'nist-800-53-r5:SR-3',
    'nist-csf-2.0:PR.PS-06',
    'owasp-asi-2026:ASI05',
  ],
  params: z.object({}),
  nextAction:
    'Run contributors’ code on pull_request, without secrets; keep pull_request_target to labels.',

  evaluate({ identity }) {
    if (isDead(identity.status)) return notApplicable('the pipeline is not active');
    const runsUntrustedCode = identityFact(identity, 'runsUntrustedCode');
    if (runsUntrustedCode === null) {
      return isPipeline(identity)
        ? cannotTell('nothing tells whether it runs code of others')
        : notApplicable('it is not a pipeline');
    }
    return runsUntrustedCode
      ? fail('a pull request of a stranger runs with the secrets of the repository', {})
      : pass;
  },
});
