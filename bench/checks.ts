/**
 * How fast all checks and the risk judge identities, without a database, on one core. Prints the
 * figures and the command that made them.
 *
 *   node --conditions=source --import tsx bench/checks.ts [identities] [credentials of each]
 */
import {
  checks,
  type IdentityView,
  prepareChecks,
  type RiskFinding,
  riskOf,
  runChecks,
  severityOf,
} from '@nonhuman/checks';
import {
  aDelegation,
  anIdentityView,
  aSeenCredential,
  aSeenExposure,
  aSeenGrant,
} from '@nonhuman/checks/testing';
import { type IdentityKind, never, seen, unknown } from '@nonhuman/model';

const identities = Number(process.argv[2] ?? 100_000);
const credentialsEach = Number(process.argv[3] ?? 3);
const now = new Date('2026-06-15T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const githubIssuer = 'token.actions.githubusercontent.com';
const kinds: readonly IdentityKind[] = ['service-account', 'role', 'machine-user', 'application'];

/** One identity of several kinds, with something of everything wrong now and then. */
function identity(index: number): IdentityView {
  const credentials = Array.from({ length: credentialsEach }, (_, at) =>
    aSeenCredential(
      {
        key: `credential/${index}/${at}`,
        kind: at === 0 ? 'access-key' : at === 1 ? 'private-key' : 'token',
        createdAt: seen(daysAgo((index * 7 + at * 31) % 500)),
        lastRotatedAt: never,
        expiresAt: index % 3 === 0 ? never : seen(daysAgo(-((index % 400) + 1))),
        lastUsedAt: index % 5 === 0 ? unknown('not told') : seen(daysAgo(index % 200)),
        attributes: at === 1 ? { algorithm: 'RSA', bits: 2048, encrypted: false } : {},
      },
      index % 10 === 0 && at === 0
        ? [aSeenExposure({ setting: 'source', place: { kind: 'file', locator: `/r/${index}` } })]
        : [],
    ),
  );
  const sub = index % 50 === 0 ? 'repo:acme/*' : 'repo:acme/app:ref:refs/heads/main';
  return anIdentityView({
    id: `identity/${index}`,
    identity: {
      kind: kinds[index % kinds.length] ?? 'role',
      access: index % 100 === 0 ? 'admin' : 'write',
      lastUsedAt: index % 4 === 0 ? unknown('not told') : seen(daysAgo(index % 300)),
    },
    credentials,
    grants: [aSeenGrant({ wildcards: index % 20 === 0 ? ['s3:*'] : [] })],
    delegationsTo: [
      aDelegation({
        kind: 'federated-login',
        from: { type: 'external', key: githubIssuer, name: githubIssuer },
        conditional: true,
        conditions: [{ operator: 'StringLike', key: `${githubIssuer}:sub`, values: [sub] }],
        attributes: { issuer: `https://${githubIssuer}` },
      }),
    ],
  });
}

/** Small batches, as an evaluation reads them, so that the heap does not hold the whole inventory. */
const batchSize = 2_000;

interface Sum {
  outcomes: number;
  failures: number;
  points: number;
}

function judgeAll(views: readonly IdentityView[], sum: Sum): void {
  for (const view of views) {
    const findings: RiskFinding[] = [];
    for (const { check, outcome } of runChecks(view, { now, checks: prepared })) {
      sum.outcomes += 1;
      if (outcome.result !== 'fail') continue;
      const severity = severityOf(check, outcome);
      findings.push({ checkId: check.id, severity, nextAction: check.nextAction });
    }
    sum.failures += findings.length;
    sum.points += riskOf(view, findings, now).score;
  }
}

const prepared = prepareChecks();
const sum: Sum = { outcomes: 0, failures: 0, points: 0 };
let microseconds = 0;
for (let from = 0; from < identities; from += batchSize) {
  const length = Math.min(batchSize, identities - from);
  const views = Array.from({ length }, (_, index) => identity(from + index));
  const started = process.cpuUsage();
  judgeAll(views, sum);
  const { user, system } = process.cpuUsage(started);
  microseconds += user + system;
}
const seconds = microseconds / 1e6;

console.log(
  `node --conditions=source --import tsx bench/checks.ts ${identities} ${credentialsEach}`,
);
console.log(`node ${process.version}, one core, in memory, without making the views`);
console.log(
  `${identities} identities with ${credentialsEach} credentials, ${checks.length} checks`,
);
console.log(
  `${sum.outcomes} outcomes, ${sum.failures} failures, mean risk ${(sum.points / identities).toFixed(1)}`,
);
console.log(
  `${seconds.toFixed(2)} s of processor time, ${Math.round(sum.outcomes / seconds)} outcomes/s`,
);
