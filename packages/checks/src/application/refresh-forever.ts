import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideApplications } from './application.ts';

/** Fails an application whose refresh tokens never end. */
export const applicationRefreshForever = defineCheck({
  id: 'application-refresh-forever',
  title: "An application's refresh tokens never end",
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI7',
    'owasp-nhi-2025:NHI3',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({}),
  nextAction: 'Let refresh tokens end when they are not used for some days.',

  evaluate({ identity }) {
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const forever = identityFact(identity, 'refreshForever');
    if (forever === null) return cannotTell('nothing tells how long its refresh tokens live');
    if (!forever) return pass;
    const foreign = identityFact(identity, 'thirdParty') === true;
    const anywhere = identityFact(identity, 'networkRestricted') === false;
    return fail(
      `a refresh token works until somebody revokes it${anywhere ? ', from anywhere' : ''}`,
      { thirdParty: foreign, fromAnywhere: anywhere },
      foreign && anywhere ? 'high' : 'medium',
    );
  },
});
