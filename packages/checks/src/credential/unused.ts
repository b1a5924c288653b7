import type { Credential } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { daysSince, isDead } from '../lifecycle.ts';
import { daysUnused, toldBy, type UsageSource, usageOfCredential } from '../usage.ts';

/** Fails a live credential that nobody has used for longer than the window. */
export const credentialUnused = defineCheck({
  id: 'credential-unused',
  title: 'Active credential is not being used',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI1',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.2',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.5.18',
    'pci-dss-4.0.1:8.2.6',
    'nist-800-53-r5:AC-2(3)',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-14',
    'cis-aws-3.0:1.12',
  ],
  params: z.object({
    windowDays: z.int().positive().default(90),
    /** Grants of people and their refresh tokens: who has not used an application for this long is done with it. */
    grantWindowDays: z.int().positive().default(60),
    /** Trust and keys of machines that start on rare occasions. */
    certificateWindowDays: z.int().positive().default(180),
  }),
  nextAction: 'Disable it now; delete it after a full business cycle without complaints.',

  evaluate({ credential }, { now, params }) {
    if (credential.kind === 'session') return notApplicable('sessions end by themselves');
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const { lastUsedAt } = credential;
    if (lastUsedAt.state === 'unknown') {
      return cannotTell(`its last use is not told: ${lastUsedAt.because}`);
    }
    const windowDays = windowOf(credential.kind, params);
    const source = usageOfCredential(credential);
    if (lastUsedAt.state === 'never') return judgeNever(credential, { source, windowDays, now });
    const days = daysUnused(lastUsedAt.value, source, now);
    if (days <= windowDays) return pass;
    return fail(`last used ${days} days ago; the window is ${windowDays}${toldBy(source)}`, {
      lastUsedAt: lastUsedAt.value,
      days,
      windowDays,
    });
  },
});

function judgeNever(
  { createdAt }: Credential,
  {
    source,
    windowDays,
    now,
  }: { readonly source: UsageSource; readonly windowDays: number; readonly now: Date },
) {
  if (source.windowDays !== null && source.windowDays < windowDays) {
    return cannotTell(`its source looks back only ${source.windowDays} days`);
  }
  if (createdAt.state !== 'seen') {
    return source.windowDays === null
      ? cannotTell('it was never used, but nothing tells how long it has existed')
      : cannotTell(`not used in ${source.windowDays} days, but nothing tells since when it exists`);
  }
  const days = daysUnused(createdAt.value, source, now);
  if (days <= windowDays) return pass;
  const ageDays = daysSince(createdAt.value, now);
  return source.windowDays === null || source.windowDays >= ageDays
    ? fail(`made ${ageDays} days ago and never used${toldBy(source)}`, {
        createdAt: createdAt.value,
        days: ageDays,
      })
    : fail(`not used in the ${source.windowDays} days that its source keeps${toldBy(source)}`, {
        createdAt: createdAt.value,
        days: source.windowDays,
      });
}

function windowOf(
  kind: Credential['kind'],
  params: { windowDays: number; grantWindowDays: number; certificateWindowDays: number },
): number {
  if (kind === 'oauth-grant') return params.grantWindowDays;
  return kind === 'certificate' || kind === 'federated-trust'
    ? params.certificateWindowDays
    : params.windowDays;
}
