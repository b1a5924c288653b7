import type { FindingDetail, FindingRow, Overview } from '@nonhuman/api-contract';
import { docOf, fakeChecks } from './fake-checks.ts';
import { bySeverity } from './fake-lists.ts';
import { fakeSyncs, fakeUnseen } from './fake-places.ts';
import type { World } from './fake-world.ts';

export function accept(world: World, ids: readonly string[], until: string): void {
  for (const row of world.findings.filter(({ id }) => ids.includes(id)))
    Object.assign(row, { state: 'accepted', acceptedUntil: new Date(until).toISOString() });
}

export function checkRow(world: World, id: string) {
  const check = fakeChecks.find((known) => known.id === id) ?? fakeChecks[0];
  const found = world.findings.filter(({ checkId }) => checkId === id);
  const open = found.filter(({ state }) => state === 'open');
  const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  return {
    ...check,
    isUserRule: check.id.startsWith('user-'),
    openFindings: open.length,
    acceptedFindings: found.length - open.length,
    openBySeverity: { ...none, [check.severity]: open.length },
    tally: {
      pass: 80 - open.length,
      fail: found.length,
      notApplicable: 40,
      unknown: id.includes('too-old') ? 31 : 0,
    },
  };
}

export function findingDetail(
  world: World,
  row: FindingRow,
  at: (daysAgo: number) => string,
): FindingDetail {
  const check = fakeChecks.find(({ id }) => id === row.checkId) ?? fakeChecks[0];
  return {
    ...row,
    evidence: {
      ageDays: 214,
      limitDays: 90,
      publicId: 'KEY…42',
      places: ['deploy/values.yaml', 'ci/build.yml'],
    },
    acceptance:
      row.acceptedUntil === null
        ? null
        : {
            until: row.acceptedUntil,
            reason: 'Replaced in the next quarter',
            riskOwner: 'Team billing',
          },
    events: [
      { id: '1', at: row.firstSeenAt, kind: 'opened', actor: 'evaluation', details: {} },
      ...(row.state === 'accepted'
        ? [
            {
              id: '2',
              at: at(0.01),
              kind: 'accepted' as const,
              actor: 'admin',
              details: { reason: 'Replaced in the next quarter' },
            },
          ]
        : []),
    ],
    check: { ...checkRow(world, check.id), params: {}, cannotTell: [], doc: docOf(check) },
    alsoOpen: world.findings
      .filter((other) => other.id !== row.id && other.identity?.id === row.identity?.id)
      .slice(0, 5),
  };
}

export function overviewOf(world: World, at: (daysAgo: number) => string): Overview {
  const open = world.findings.filter(({ state }) => state === 'open');
  const rows = world.identities.map(({ row }) => row);
  const isEmpty = rows.length === 0;
  const tally = (keys: readonly string[]) =>
    [...new Set(keys)]
      .map((key) => ({ key, count: keys.filter((other) => other === key).length }))
      .sort((a, b) => b.count - a.count);
  const count = (severity: string) => open.filter((f) => f.severity === severity).length;
  const leading = rows
    .filter((row) => row.openFindings > 0)
    .sort((a, b) => (b.risk ?? 0) - (a.risk ?? 0))
    .slice(0, 11);
  return {
    at: at(0),
    evaluatedAt: isEmpty ? null : at(0.1),
    totals: {
      identities: rows.length,
      credentials: world.identities.reduce((sum, { credentials }) => sum + credentials.length, 0),
      exposures: world.identities.reduce((sum, { exposures }) => sum + exposures.length, 0),
      agents: rows.filter(({ kind }) => kind === 'agent').length,
      openFindings: open.length,
      acceptedFindings: world.findings.length - open.length,
      withoutOwner: rows.filter(({ owner }) => owner === null).length,
      undecided: isEmpty ? 0 : 31,
    },
    identitiesByKind: tally(rows.map(({ kind }) => kind)),
    identitiesByProvider: tally(rows.map(({ provider }) => provider)),
    identitiesBySeverity: [...(['critical', 'high', 'medium', 'low', 'none'] as const)].map(
      (key) => ({
        key,
        count: rows.filter(({ worstSeverity }) => (worstSeverity ?? 'none') === key).length,
      }),
    ),
    openFindingsBySeverity: {
      critical: count('critical'),
      high: count('high'),
      medium: count('medium'),
      low: count('low'),
      info: count('info'),
    },
    whatMatters: leading.flatMap((row) => {
      const own = open.filter((f) => f.identity?.id === row.id).sort(bySeverity);
      const [first] = own;
      if (first === undefined) return [];
      return [
        {
          identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
          subject: first.subject,
          finding: first,
          nextAction: first.nextAction,
          why: `Access is ${row.access}, and it is used in ${row.environment === 'unknown' ? 'an environment that is not known' : row.environment}.`,
          risk: row.risk,
          openFindings: own.length,
        },
      ];
    }),
    unseen: isEmpty ? { gaps: 0, listingsNotComplete: 0, top: [] } : fakeUnseen(),
    lastSyncs: isEmpty ? [] : fakeSyncs(at),
  };
}
