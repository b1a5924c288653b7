import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';

const outdated: ReadonlySet<string> = new Set(['implicit', 'password']);

/** Fails an application that may use a flow which hands passwords or tokens around. */
export const applicationOutdatedFlow = defineCheck({
  id: 'application-outdated-flow',
  title: 'An application may use an outdated OAuth flow',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:6.2',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Leave it the authorization code flow with PKCE and turn the others off.',

  evaluate({ identity }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const flows = identityFact(identity, 'grantTypes');
    if (flows === null) return cannotTell('nothing tells which flows it may use');
    const old = flows.filter((flow) => outdated.has(flow));
    if (old.length === 0) return pass;
    return fail(
      `it may use the flow ${old.join(' and ')}`,
      { flows: old },
      old.includes('password') ? 'medium' : 'low',
    );
  },
});
