import type { Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead, staticKinds } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';

/** Fails a machine's identity that a person signed in as. */
export const identityInteractiveUse = defineCheck({
  id: 'identity-interactive-use',
  title: 'A person signed in as a machine identity',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI10',
    'soc2:CC6.1',
    'soc2:CC7.2',
    'iso27001-2022:A.5.16',
    'pci-dss-4.0.1:8.6.1',
    'nist-800-53-r5:AC-2',
    'nist-800-53-r5:SI-4',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({
    /** How far back a sign-in counts. */
    windowDays: z.int().positive().default(90),
  }),
  nextAction: 'Find out who it was and why; give that person an account and block the sign-in.',

  evaluate(view, { now, params: { windowDays } }) {
    const { identity } = view;
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'isRoot') === true || identityFact(identity, 'personal') === true) {
      return notApplicable('it is the account of a person or the account owner');
    }
    const lastAt = lastInteractiveUse(view);
    if (lastAt !== null) {
      const days = daysSince(lastAt, now);
      if (days > windowDays) return pass;
      return fail(
        `a person signed in as it ${days} days ago`,
        { lastInteractiveAt: lastAt, days },
        identity.access === 'admin' ? 'high' : 'medium',
      );
    }
    const used = identityFact(identity, 'interactiveUse');
    if (used === true) return fail('the sign-in log shows a person signing in as it', {});
    if (used === false || identityFact(identity, 'consoleAccess') === false) return pass;
    return cannotTell('no sign-in log tells whether a person signed in as it');
  },
});

/** A password that only a person types counts beside keys that only a machine uses. */
function lastInteractiveUse({ identity, credentials }: IdentityView): Timestamp | null {
  const told = identityFact(identity, 'lastInteractiveAt');
  if (told !== null || identityFact(identity, 'consoleAccess') !== true) return told;
  const live = credentials.filter(({ credential }) => !isDead(credential.status));
  const hasKey = live.some(
    ({ credential: { kind } }) => staticKinds.has(kind) && kind !== 'password',
  );
  if (!hasKey) return null;
  const password = live.find(({ credential }) => credential.kind === 'password');
  const used = password?.credential.lastUsedAt;
  return used?.state === 'seen' ? used.value : null;
}
