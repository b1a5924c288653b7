import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Permissions by which code, pipelines or members of every repository can be changed. */
const powerful = new Set([
  'actions',
  'administration',
  'contents',
  'environments',
  'members',
  'organization_administration',
  'organization_secrets',
  'secrets',
  'workflows',
]);

/** Fails an app that may write to every repository, those still to come included. */
export const accessAppOnAllRepositories = defineCheck({
  id: 'access-app-on-all-repositories',
  title: 'An app may write to every repository',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'soc2:CC9.2',
    'iso27001-2022:A.8.4',
    'pci-dss-4.0.1:12.8',
    'nist-800-53-r5:AC-6',
    'nist-800-53-r5:SR-3',
    'nist-csf-2.0:GV.SC-07',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Install it only on the repositories that it serves.',

  evaluate({ identity }) {
    if (identity.kind !== 'application' && identity.kind !== 'bot') {
      return notApplicable('it is not an app');
    }
    if (isDead(identity.status)) return notApplicable('the app is not active');

    const all = identityFact(identity, 'allRepositories');
    if (all === false) return pass;
    const permissions = identityFact(identity, 'permissions');
    if (all === null) {
      return permissions === null
        ? notApplicable('it is not an app of a code host')
        : cannotTell('nothing tells on which repositories it is installed');
    }
    if (permissions === null) return cannotTell('nothing tells what it may do');
    const written = Object.keys(permissions)
      .filter((name) => permissions[name] === 'write' || permissions[name] === 'admin')
      .toSorted();
    if (written.length === 0) return pass;
    return fail(
      `it may write ${written.slice(0, 5).join(', ')} in every repository`,
      { permissions: written },
      written.some((name) => powerful.has(name)) ? 'high' : 'medium',
    );
  },
});
