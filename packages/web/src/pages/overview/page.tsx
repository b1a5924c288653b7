import { type Overview, routes } from '@nonhuman/api-contract';
import { createLazyRoute, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../api.ts';
import { countOf, formatCount } from '../../formats.ts';
import { PageHead } from '../../parts/panel.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { CountPanels } from './count-panels.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Matters } from './matters.tsx';
import { LastSyncs, Unseen } from './unseen.tsx';

function OverviewPage() {
  const query = useAnswer(routes.getOverview, {});
  return (
    <View query={query} lines={12}>
      {(overview) =>
        overview.lastSyncs.length === 0 && overview.totals.identities === 0 ? (
          <FirstSteps />
        ) : (
          <Filled overview={overview} />
        )
      }
    </View>
  );
}

function Filled({ overview }: { overview: Overview }) {
  return (
    <>
      <PageHead
        title={headline(overview.whatMatters)}
        about={
          <>
            Of {countOf(overview.totals.identities, 'identity', 'identities')} in the inventory.{' '}
            {overview.evaluatedAt === null ? (
              'The checks have not run yet.'
            ) : (
              <>
                Checks last ran <Ago at={overview.evaluatedAt} />.
              </>
            )}
          </>
        }
      />
      <Totals totals={overview.totals} />
      <div className="mt-4 grid gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <Matters rows={overview.whatMatters} totals={overview.totals} />
          <Unseen unseen={overview.unseen} undecided={overview.totals.undecided} />
        </div>
        <div className="grid min-w-0 content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
          <CountPanels overview={overview} />
          <LastSyncs syncs={overview.lastSyncs} />
        </div>
      </div>
    </>
  );
}

/** How many lead the list; a credential or exposure of no known identity makes them "things". */
function headline(rows: Overview['whatMatters']): string {
  if (rows.length === 0) return 'Nothing needs attention now';
  const areIdentities = rows.every(({ identity }) => identity !== null);
  const count = areIdentities
    ? countOf(rows.length, 'identity', 'identities')
    : countOf(rows.length, 'thing');
  return `${count} ${rows.length === 1 ? 'matters' : 'matter'} most`;
}

function Totals({ totals }: { totals: Overview['totals'] }) {
  const tiles: [string, number, ReactNode][] = [
    [
      'Identities',
      totals.identities,
      <Link key="l" to="/identities" className="after:absolute after:inset-0">
        Identities
      </Link>,
    ],
    [
      'Credentials',
      totals.credentials,
      <Link key="l" to="/credentials" className="after:absolute after:inset-0">
        Credentials
      </Link>,
    ],
    [
      'Agents',
      totals.agents,
      <Link key="l" to="/agents" className="after:absolute after:inset-0">
        Agents
      </Link>,
    ],
    [
      'Exposures',
      totals.exposures,
      <Link
        key="l"
        to="/identities"
        search={{ exposed: true }}
        className="after:absolute after:inset-0"
      >
        Exposures
      </Link>,
    ],
    [
      'Open findings',
      totals.openFindings,
      <Link key="l" to="/findings" className="after:absolute after:inset-0">
        Open findings
      </Link>,
    ],
    [
      'Without an owner',
      totals.withoutOwner,
      <Link
        key="l"
        to="/identities"
        search={{ owner: ['none'] }}
        className="after:absolute after:inset-0"
      >
        Without an owner
      </Link>,
    ],
  ];
  return (
    <ul className="panel grid grid-cols-2 overflow-hidden sm:grid-cols-3 xl:grid-cols-6">
      {tiles.map(([name, count, link]) => (
        <li
          key={name}
          className="relative -mt-px -ml-px border-t border-l border-line px-4 py-3 hover:bg-hover"
        >
          <div className="text-xl font-semibold tracking-tight tabular-nums">
            {formatCount(count)}
          </div>
          <div className="text-sm text-soft">{link}</div>
        </li>
      ))}
    </ul>
  );
}

export const page = createLazyRoute('/')({ component: OverviewPage });
