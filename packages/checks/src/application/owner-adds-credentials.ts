import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import type { IdentityView } from '../subject.ts';
import { outsideApplications } from './application.ts';
import { tenantPermissions } from './permission-lists.ts';

/** Fails a privileged application to which people without its privileges may add credentials. */
export const applicationOwnerAddsCredentials = defineCheck({
  id: 'application-owner-adds-credentials',
  title: 'Owners of a privileged application can add credentials to it',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-04',
  ],
  params: z.object({}),
  nextAction: 'Remove the owners, or lock the application for changes of credentials.',

  evaluate(view) {
    const { identity } = view;
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const adders = identityFact(identity, 'credentialAdders');
    if (adders === null) return cannotTell('nothing tells who may add credentials to it');
    if (adders.length === 0) return pass;

    const privileged = isPrivileged(view);
    if (privileged === null) return cannotTell('nothing tells how far its access goes');
    if (!privileged) return pass;
    return fail(`${adders[0]} can add a secret and act with its privileges`, {
      owners: adders.slice(0, 20),
    });
  },
});

function isPrivileged({ identity, grants, coverage }: IdentityView): boolean | null {
  const permissions = identityFact(identity, 'applicationPermissions');
  if (permissions?.some((name) => tenantPermissions.has(name)) === true) return true;
  if (identity.access === 'admin') return true;
  if (grants.some(({ entitlement }) => entitlement?.access === 'admin')) return true;
  const isTold = identity.access !== undefined && identity.access !== 'unknown';
  return isTold || (permissions !== null && coverage.grant === 'complete') ? false : null;
}
