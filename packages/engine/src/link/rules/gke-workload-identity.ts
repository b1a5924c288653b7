import { among, called, defineLink, sureness } from '../define-link.ts';

const email = '([a-z0-9.-]+@[a-z0-9.-]+\\.gserviceaccount\\.com)$';

/** Workload Identity of GKE: the annotation and the binding must both be there. */
export const gkeWorkloadIdentity = defineLink({
  id: 'gke-workload-identity',
  title: 'Workload Identity of GKE',
  joins:
    'A Kubernetes service account and the Google service account that it is annotated with and bound to.',
  why: 'The annotation names the Google account, and the binding of that account names namespace and name of the service account: 0.95. The binding names a project, not a cluster: as many clusters of it have such an account, so many candidates there are.',
  relation: 'logs-in-as',
  async *find(world) {
    const join = {
      from: {
        noun: 'delegation',
        kinds: ['federated-login'],
        providers: ['kubernetes', 'gcp'],
        by: [
          {
            space: 'gke',
            from: [
              { of: 'from-name', pattern: '^([^/ ]+/[^/ ]+)$' },
              { of: 'to-key', pattern: email, lowerCase: true },
            ],
          },
        ],
      },
      to: {
        noun: 'delegation',
        kinds: ['federated-login', 'impersonate'],
        by: [
          {
            space: 'gke',
            from: [
              { of: 'from-key', pattern: '\\.svc\\.id\\.goog\\[([^]/]+/[^]/]+)\\]$' },
              { of: 'to-key', pattern: email, lowerCase: true },
            ],
          },
        ],
      },
    } as const;
    for await (const { from, to, candidates } of world.pairs(join)) {
      if (from.identityId === null || to.delegation === null || from.delegation === null) continue;
      const member = to.delegation.from.key;
      const isAmbiguous = candidates.from > 1;
      yield {
        from: { noun: 'identity', id: from.identityId },
        to: { noun: 'identity', id: to.delegation.toId },
        verdict: 'matched',
        confidence: among(candidates.from, sureness.agreed),
        because: `${from.delegation.from.name} (${called(from)
          .replace(/^.* \(/, '')
          .replace(
            /\)$/,
            '',
          )}) is annotated with ${from.delegation.to.key}, which lets ${member} in${isAmbiguous ? `; ${candidates.from} service accounts of that name are annotated so, and the binding does not name a cluster` : ''}`,
        evidence: { annotation: from.delegation.to.key, member, candidates: candidates.from },
      };
    }
  },
});
