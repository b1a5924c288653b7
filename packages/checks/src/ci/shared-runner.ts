import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const wide: ReadonlySet<string> = new Set(['instance', 'organisation']);

/** Fails a runner that keeps its machine between the jobs of everyone. */
export const ciSharedRunner = defineCheck({
  id: 'ci-shared-runner',
  title: 'One build runner takes the jobs of everyone',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'owasp-nhi-2025:NHI9',
    'owasp-nhi-2025:NHI8',
    'soc2:CC6.1',
    'iso27001-2022:A.8.25',
    'pci-dss-4.0.1:6.2',
    'nist-800-53-r5:AC-4',
    'nist-csf-2.0:PR.PS-06',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Make its machines fresh for each job, or bind it to the projects that may share it.',

  evaluate({ identity }) {
    const scope = identityFact(identity, 'runnerScope');
    if (scope === null && !identity.nativeType.endsWith('-runner')) {
      return notApplicable('it is not a build runner');
    }
    if (isDead(identity.status)) return notApplicable('the runner is not active');
    const ephemeral = identityFact(identity, 'ephemeral');
    if (ephemeral === true) return pass;
    if (scope === null) return cannotTell('nothing tells whose jobs it takes');
    if (!wide.has(scope)) return pass;

    const untagged = identityFact(identity, 'runsUntagged');
    const guarded = identityFact(identity, 'protectedOnly');
    if (guarded === true) return pass;
    if (ephemeral === null && untagged === null && guarded === null) {
      return cannotTell('nothing tells which jobs it refuses, or whether it starts afresh');
    }
    const everything = untagged === true && guarded === false;
    return fail(
      everything
        ? 'any job of any branch of the whole installation runs on it'
        : 'jobs of the whole installation share it',
      { scope, runsUntagged: untagged ?? 'not told', protectedOnly: guarded ?? 'not told' },
      everything ? 'high' : 'medium',
    );
  },
});
