import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';

/** Fails an application whose tokens can be sent to an address that others may hold. */
export const applicationRedirectsAnywhere = defineCheck({
  id: 'application-redirects-anywhere',
  title: 'An application sends codes or tokens to an unsafe address',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.7',
    'iso27001-2022:A.8.9',
    'pci-dss-4.0.1:6.2',
    'nist-800-53-r5:SC-8',
    'nist-csf-2.0:PR.DS-02',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Keep only full HTTPS addresses of hosts that you hold.',

  evaluate({ identity }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const unsafe = identityFact(identity, 'redirectsAnywhere');
    if (unsafe === null) return cannotTell('nothing tells where it sends people after sign-in');
    if (!unsafe) return pass;
    const implicit = identityFact(identity, 'grantTypes')?.includes('implicit') === true;
    return implicit
      ? fail('tokens are put into the address of a redirect that is not safe', { implicit }, 'high')
      : fail('a redirect address is plain HTTP, has a wildcard, or a host that is gone', {
          implicit,
        });
  },
});
