import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import type { IdentityView } from '../subject.ts';
import { outsideDirectory } from './directory-account.ts';

/** Fails an account by which delegated managed service accounts can be made to take over others. */
export const directorySuccessorTakesOver = defineCheck({
  id: 'directory-successor-takes-over',
  title: 'Delegated managed accounts can be made to take over others',
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
  params: z.object({}),
  nextAction: 'Take the right to create or write these accounts from all but administrators.',

  evaluate({ identity }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    return identity.nativeType === 'ad-dmsa' ? judgeSuccessor(identity) : judgeCreator(identity);
  },
});

function judgeSuccessor(identity: IdentityView['identity']) {
  const writers = identityFact(identity, 'writableBy');
  if (writers === null) return cannotTell('nothing tells who may write to it');
  if (writers.length === 0) return pass;
  const taken = identityFact(identity, 'supersedes') ?? [];
  return fail(
    `${writers[0]} may choose which account it takes over`,
    { writableBy: writers.slice(0, 20), supersedes: taken.slice(0, 20) },
    taken.length > 0 ? 'critical' : 'high',
  );
}

function judgeCreator(identity: IdentityView['identity']) {
  const containers = identityFact(identity, 'createsSuccessorsIn');
  if (containers === null) return cannotTell('nothing tells where it may create accounts');
  if (containers.length === 0 || identity.access === 'admin') return pass;
  return fail(`it may create accounts that take over others in ${containers[0]}`, {
    containers: containers.slice(0, 20),
  });
}
