import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account towards which others may act as anyone. */
export const directoryResourceDelegation = defineCheck({
  id: 'directory-resource-delegation',
  title: 'Others may act as anyone towards a directory account',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({
    /** Accounts that may act for others by decision, by name. */
    acceptedDelegates: z.array(z.string()).default([]),
  }),
  nextAction: 'Clear the list on the account unless the owner of the service confirms each name.',

  evaluate({ identity }, { params: { acceptedDelegates } }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    const delegates = identityFact(identity, 'delegatedFrom');
    if (delegates === null) return cannotTell('nothing tells who may act for others towards it');

    const accepted = new Set(acceptedDelegates.map((name) => name.toLowerCase()));
    const others = delegates.filter((name) => !accepted.has(name.toLowerCase()));
    if (others.length === 0) return pass;
    const sensitive =
      identity.access === 'admin' || identityFact(identity, 'domainController') === true;
    return fail(
      `${others[0]} may act as anyone towards it`,
      { delegates: others.slice(0, 20) },
      sensitive ? 'critical' : 'medium',
    );
  },
});
