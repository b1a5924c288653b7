import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideApplications, permissionsOf } from './application.ts';

/** Fails another organisation's application of which the platform does not know who made it. */
export const applicationUnverifiedPublisher = defineCheck({
  id: 'application-unverified-publisher',
  title: 'A third-party application has no verified publisher',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'soc2:CC9.2',
    'iso27001-2022:A.5.21',
    'pci-dss-4.0.1:12.8',
    'nist-800-53-r5:SR-3',
    'nist-csf-2.0:GV.SC-05',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({
    /** Publishers that you know although the platform has not verified them. */
    knownPublishers: z.array(z.string()).default([]),
  }),
  nextAction: 'Find out who runs it; revoke its access if nobody can say.',

  evaluate(view, { params: { knownPublishers } }) {
    const { identity } = view;
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const foreign = identityFact(identity, 'thirdParty');
    if (foreign === false) return notApplicable('it is an application of your own');
    const verified = identityFact(identity, 'publisherVerified');
    if (verified === true) return pass;
    if (verified === null) return cannotTell('nothing tells whether its publisher was verified');
    if (foreign === null) return cannotTell('nothing tells whose application it is');

    const publisher = identityFact(identity, 'publisher');
    if (publisher !== null && knownPublishers.includes(publisher)) return pass;
    const reaches = permissionsOf(view).names.length > 0;
    return fail(
      `the platform has not verified ${publisher ?? 'who publishes it'}`,
      { publisher: publisher ?? 'not told' },
      reaches ? 'medium' : 'low',
    );
  },
});
