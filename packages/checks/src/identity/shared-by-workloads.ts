import type { IdentityKind } from '@nonhuman/model';
import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const oneWorkloadEach: ReadonlySet<IdentityKind> = new Set<IdentityKind>([
  'database-login',
  'machine-user',
  'role',
  'service-account',
]);

/** Fails one identity that several workloads run as. */
export const identitySharedByWorkloads = defineCheck({
  id: 'identity-shared-by-workloads',
  title: 'Several workloads share one identity',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI9',
    'soc2:CC6.1',
    'iso27001-2022:A.5.16',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:IA-4',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-02',
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({ maxWorkloads: z.int().positive().default(2) }),
  nextAction: 'Give each workload an identity of its own with only the rights that it needs.',

  evaluate({ identity, instances }, { params: { maxWorkloads } }) {
    if (!oneWorkloadEach.has(identity.kind)) {
      return notApplicable('identities of this kind have many occurrences by design');
    }
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const consumers = identityFact(identity, 'consumers');
    if (instances.length === 0 && consumers === null) {
      return cannotTell('no source tells which workloads run as it');
    }

    const workloads = new Set(consumers ?? []);
    for (const instance of instances) {
      if (!isDead(instance.status)) workloads.add(instance.name);
    }
    if (workloads.size <= maxWorkloads) return pass;
    return fail(`${workloads.size} workloads run as it; the limit is ${maxWorkloads}`, {
      workloads: [...workloads].toSorted().slice(0, 20),
      count: workloads.size,
    });
  },
});
