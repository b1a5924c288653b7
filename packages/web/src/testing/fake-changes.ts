import type { Changes } from '@nonhuman/api-contract';
import { fakeHistory } from './fake-identity.ts';
import { pageOf } from './fake-lists.ts';
import type { World } from './fake-world.ts';

/** What is different in the invented company: the histories of its first identities, and their findings. */
export function fakeChanges(
  world: World,
  query: Readonly<Record<string, unknown>>,
  at: (daysAgo: number) => string,
): Changes {
  const changed = world.identities.slice(0, 12).map((identity, index) => {
    const { row } = identity;
    const mine = world.findings.filter((finding) => finding.identity?.id === row.id).slice(0, 3);
    const things = fakeHistory(identity, at).flatMap((entry) => {
      const { change } = entry;
      return change === 'returned' || entry.at < at(14)
        ? []
        : [{ ...entry, change, isAccess: change === 'changed' }];
    });
    return {
      identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
      risk: row.risk,
      things,
      thingCount: things.length + (index === 0 ? 17 : 0),
      findings: mine.map(({ id, checkId, title, severity, because }, place) => ({
        id,
        checkId,
        title,
        severity,
        because,
        change: (['opened', 'resolved', 'accepted'] as const)[place % 3] ?? 'opened',
      })),
      findingCount: mine.length,
    };
  });
  const sorted = changed.toSorted((a, b) => (b.risk ?? 0) - (a.risk ?? 0));
  return {
    since: at(7),
    until: at(0),
    totals: {
      appeared: 14,
      changed: 31,
      gone: 3,
      access: 6,
      findingsOpened: 9,
      findingsResolved: 4,
    },
    ...pageOf(sorted, query),
  };
}
