import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a key in the project or workspace that can have no limits of its own. */
export const tokenInDefaultProject = defineCheck({
  id: 'token-in-default-project',
  title: 'A key belongs to the default project, which has no limits',
  severity: 'low',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'owasp-nhi-2025:NHI8',
    'soc2:CC6.3',
    'iso27001-2022:A.8.31',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Make a project for the program, with its own limits, and issue a new key there.',

  evaluate({ credential }) {
    if (credential.kind !== 'api-key') return notApplicable('it is not a key of an API');
    if (isDead(credential.status)) return notApplicable('the key is not active');
    const byDefault = credentialFact(credential, 'defaultProject');
    if (byDefault === null) {
      const projects = credentialFact(credential, 'limitedTo');
      if (projects !== null && projects.length > 0) return pass;
      return cannotTell('nothing tells to which project it belongs');
    }
    return byDefault
      ? fail('no spending limit, model list or data setting can be put on its project', {})
      : pass;
  },
});
