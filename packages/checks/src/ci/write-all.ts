import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isPipeline } from './pipeline.ts';

/** Fails a pipeline whose default token has every right in the repository. */
export const ciWriteAll = defineCheck({
  id: 'ci-write-all',
  title: 'A pipeline’s own token may write everything',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.3',
    'iso27001-2022:A.8.4',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Name the permissions that each job needs; read is enough for most.',

  evaluate({ identity }) {
    if (isDead(identity.status)) return notApplicable('the pipeline is not active');
    const writeAll = identityFact(identity, 'writeAll');
    if (writeAll === null) {
      return isPipeline(identity)
        ? cannotTell('nothing tells what its token may do')
        : notApplicable('it is not a pipeline');
    }
    return writeAll ? fail('its token may write code, packages, issues and more', {}) : pass;
  },
});
