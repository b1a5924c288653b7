import type { Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';
import { daysUnused, toldBy, usageOfIdentity } from '../usage.ts';

/** Fails an identity whose last use lies further back than the window of its kind. */
export const identityUnused = defineCheck({
  id: 'identity-unused',
  title: 'Identity has not been used for a long time',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI1',
    'soc2:CC6.2',
    'soc2:CC6.3',
    'iso27001-2022:A.5.18',
    'pci-dss-4.0.1:8.2.6',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:IAM-07',
    'cis-aws-3.0:1.12',
  ],
  params: z.object({
    windowDays: z.int().positive().default(90),
    /** Roles serve rare jobs (quarterly reports, recovery), so they are given longer. */
    roleWindowDays: z.int().positive().default(180),
    agentWindowDays: z.int().positive().default(30),
    /** Database logins run jobs of the month and of the quarter. */
    databaseWindowDays: z.int().positive().default(120),
  }),
  nextAction: 'Ask its owner, disable it, wait a full business cycle, then delete it.',

  evaluate(view, { now, params }) {
    const { identity } = view;
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identity.lastUsedAt.state === 'never') {
      return notApplicable('it was never used at all');
    }

    const lastUse = latestUse(view);
    const window = windowOf(identity.kind, params);
    const source = usageOfIdentity(identity);
    if (lastUse !== null && daysUnused(lastUse, source, now) <= window) return pass;
    if (identity.lastUsedAt.state === 'unknown' || lastUse === null) {
      return cannotTell(`its last use is not told: ${because(view)}`);
    }
    const days = daysUnused(lastUse, source, now);
    return fail(
      `last used ${days} days ago; the window is ${window}${toldBy(source)}`,
      { lastUsedAt: lastUse, days, windowDays: window },
      identity.access === 'admin' ? 'high' : 'medium',
    );
  },
});

/** Use of a credential is use of its identity; but silence about the identity stays silence. */
function latestUse({ identity, credentials }: IdentityView): Timestamp | null {
  let latest = identity.lastUsedAt.state === 'seen' ? identity.lastUsedAt.value : null;
  for (const { credential } of credentials) {
    const used = credential.lastUsedAt;
    if (used.state === 'seen' && (latest === null || used.value > latest)) latest = used.value;
  }
  return latest;
}

function windowOf(
  kind: IdentityView['identity']['kind'],
  params: Readonly<
    Record<'windowDays' | 'roleWindowDays' | 'agentWindowDays' | 'databaseWindowDays', number>
  >,
): number {
  if (kind === 'role') return params.roleWindowDays;
  if (kind === 'database-login') return params.databaseWindowDays;
  return kind === 'agent' ? params.agentWindowDays : params.windowDays;
}

function because({ identity }: IdentityView): string {
  return identity.lastUsedAt.state === 'unknown' ? identity.lastUsedAt.because : 'no source';
}
