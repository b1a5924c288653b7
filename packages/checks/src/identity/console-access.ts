import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { countOf } from '../count-of.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead, staticKinds } from '../lifecycle.ts';

/** Fails a machine's identity that a person can sign in as. */
export const identityConsoleAccess = defineCheck({
  id: 'identity-console-access',
  title: 'A person can sign in interactively as a machine identity',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI10',
    'soc2:CC6.1',
    'iso27001-2022:A.5.16',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:8.6.1',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({}),
  nextAction: 'Take the interactive sign-in away; give people who need it accounts of their own.',

  evaluate({ identity, credentials, coverage }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'isRoot') === true) {
      return notApplicable('it is the account owner, which people must be able to sign in as');
    }

    const consoleAccess = identityFact(identity, 'consoleAccess');
    if (consoleAccess === null)
      return cannotTell('nothing tells whether a person can sign in as it');
    if (!consoleAccess) return pass;

    const keys = credentials.filter(
      ({ credential }) =>
        staticKinds.has(credential.kind) &&
        credential.kind !== 'password' &&
        !isDead(credential.status),
    );
    if (keys.length > 0) {
      return fail(`interactive sign-in beside ${countOf(keys.length, 'key')} for machines`, {
        keys: keys.map(({ credential }) => credential.name),
      });
    }
    return coverage.credential === 'complete'
      ? notApplicable('it has no key for a machine, so it looks like the account of a person')
      : cannotTell('its credentials were not all read');
  },
});
