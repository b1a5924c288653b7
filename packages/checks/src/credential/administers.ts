import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead, staticKinds } from '../lifecycle.ts';

const adminRoles: ReadonlySet<string> = new Set(['admin', 'administrator', 'maintainer', 'owner']);

/** Fails a static credential that is an administrator wherever it lives. */
export const credentialAdministers = defineCheck({
  id: 'credential-administers',
  title: 'A static credential is an administrator',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
  ],
  params: z.object({}),
  nextAction: 'Issue one with the lowest role that its job needs, then revoke this one.',

  evaluate({ credential }) {
    if (!staticKinds.has(credential.kind)) return notApplicable('it is not a static secret');
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    if (credentialFact(credential, 'isRoot') === true) {
      return notApplicable('keys of the account owner have a check of their own');
    }
    const role = credentialFact(credential, 'role');
    if (role !== null && adminRoles.has(role.toLowerCase())) {
      return fail(
        `it has the role ${role}`,
        { role },
        role.toLowerCase() === 'maintainer' ? 'medium' : 'high',
      );
    }
    const { access } = credential;
    if (access === 'admin') return fail('it has administrative access', { access });
    if (role !== null || (access !== undefined && access !== 'unknown')) return pass;
    return cannotTell('nothing tells how far it goes by itself');
  },
});
