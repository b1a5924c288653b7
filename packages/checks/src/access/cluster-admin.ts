import { z } from 'zod';
import { entitlementFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity that is bound to the administration of a Kubernetes cluster. */
export const accessClusterAdmin = defineCheck({
  id: 'access-cluster-admin',
  title: 'A machine administers a Kubernetes cluster',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
    'cis-kubernetes-1.8:5.1.1',
  ],
  params: z.object({}),
  nextAction: 'Bind it to a role with the verbs and resources that it uses.',

  evaluate({ identity, grants, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the cluster itself runs it');
    }

    let silent = coverage.grant !== 'complete';
    let ofCluster = false;
    for (const { grant, entitlement } of grants) {
      if (entitlement === null) {
        silent = true;
        continue;
      }
      const clusterAdmin = entitlementFact(entitlement, 'clusterAdmin');
      if (clusterAdmin !== null) ofCluster = true;
      if (clusterAdmin !== true) continue;
      const evidence = { role: entitlement.name, on: grant.on };
      return grant.on === '*'
        ? fail(`${entitlement.name} is bound to it for the whole cluster`, evidence)
        : fail(`${entitlement.name} is bound to it in ${grant.on}`, evidence, 'medium');
    }
    if (silent) return cannotTell('its grants were not all read or understood');
    return ofCluster ? pass : notApplicable('none of its grants is of a cluster');
  },
});
