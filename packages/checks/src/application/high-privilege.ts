import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';
import { takeoverPermissions, tenantPermissions } from './permission-lists.ts';

/** Fails an application that can change accounts, roles or policies of the whole tenant by itself. */
export const applicationHighPrivilege = defineCheck({
  id: 'application-high-privilege',
  title: 'An application can change the whole tenant by itself',
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
  ],
  params: z.object({
    /** Permissions that are accepted although they reach the whole tenant. */
    acceptedPermissions: z.array(z.string()).default([]),
  }),
  nextAction: 'Replace the permission by a narrower one, or by a role on what it manages.',

  evaluate({ identity }, { params: { acceptedPermissions } }) {
    if (identity.kind === 'application' || identity.kind === 'bot') {
      const outside = outsideApplications(identity);
      if (outside !== null) return outside;
    }
    const permissions = identityFact(identity, 'applicationPermissions');
    if (permissions === null) {
      return identity.kind === 'application'
        ? cannotTell('nothing tells which permissions it holds itself')
        : notApplicable('it holds no permissions of an application');
    }
    const high = permissions.filter(
      (name) => tenantPermissions.has(name) && !acceptedPermissions.includes(name),
    );
    if (high.length === 0) return pass;
    const takesOver = high.some((name) => takeoverPermissions.has(name));
    return fail(
      `without any user it has ${high.slice(0, 3).join(', ')}`,
      { permissions: high.slice(0, 20) },
      takesOver ? 'critical' : 'high',
    );
  },
});
