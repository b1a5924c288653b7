import { type ConnectionCoverage, type Coverage, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import { useAnswer } from '../../api.ts';
import { countOf, formatCount, formatMoment, placeText } from '../../formats.ts';
import { Nothing, PageHead, Panel } from '../../parts/panel.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { gapNames } from '../../words.ts';
import { Undecided } from './undecided.tsx';

const route = getRouteApi('/coverage');

type Listing = ConnectionCoverage['listings'][number];
type State = Listing['state'];

const looks = {
  complete: { icon: CircleCheck, color: 'text-good', name: 'Complete' },
  partial: { icon: CircleDashed, color: 'text-medium', name: 'Partial' },
  'not-read': { icon: CircleSlash, color: 'text-critical', name: 'Not read' },
} as const;

function CoveragePage() {
  const query = useAnswer(routes.getCoverage, {});
  return (
    <>
      <PageHead
        title="Coverage"
        about="What was read, how far, and what was not. Nothing counts as gone, and no check as passed, on a listing that is not complete."
      />
      <View query={query} lines={10}>
        {(coverage) => <Ledger coverage={coverage} />}
      </View>
      <Undecided />
    </>
  );
}

function Ledger({ coverage }: { coverage: Coverage }) {
  const { show } = route.useSearch();
  if (coverage.connections.length === 0)
    return (
      <div className="panel">
        <Nothing title="Nothing has been read yet">
          <Link to="/sources" className="link">
            Scan this host or import a file
          </Link>
        </Nothing>
      </div>
    );
  return (
    <>
      <Totals totals={coverage.totals} />
      <div className="space-y-4">
        {coverage.connections.map((connection) => (
          <Connection key={connection.id} connection={connection} show={show} />
        ))}
      </div>
    </>
  );
}

function Totals({ totals }: { totals: Coverage['totals'] }) {
  const { show } = route.useSearch();
  const counts = { complete: totals.complete, partial: totals.partial, 'not-read': totals.notRead };
  return (
    <ul className="mb-4 grid grid-cols-3 gap-3 sm:max-w-2xl">
      {(['complete', 'partial', 'not-read'] as const).map((state) => (
        <li key={state}>
          <Link
            from="/coverage"
            to="/coverage"
            search={{ show: show === state ? undefined : state }}
            aria-current={show === state}
            className="panel block px-4 py-3 hover:bg-hover aria-[current=true]:border-accent"
          >
            <span className="block text-xl font-semibold tabular-nums">
              {formatCount(counts[state])}
            </span>
            <StateMark state={state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function StateMark({ state }: { state: State }) {
  const { icon: Icon, color, name } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${color}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {name}
    </span>
  );
}

function Connection({
  connection,
  show,
}: {
  connection: ConnectionCoverage;
  show: State | undefined;
}) {
  const [isAll, setAll] = useState(false);
  const wanted = connection.listings.filter(({ state }) => show === undefined || state === show);
  const telling = wanted.filter(({ state, items }) => state !== 'complete' || items !== 0);
  const listings = isAll || telling.length === 0 ? wanted : telling;
  if (wanted.length === 0) return null;
  return (
    <Panel
      flush
      title={connection.name}
      aside={
        connection.lastSync !== null && (
          <span className="text-sm text-soft">
            Last read <Ago at={connection.lastSync.finishedAt ?? connection.lastSync.startedAt} />
          </span>
        )
      }
    >
      {connection.lastSync?.failure != null && (
        <p className="border-b border-line px-4 py-2 text-sm text-critical">
          {connection.lastSync.failure}
        </p>
      )}
      <Table
        label={`Listings of ${connection.name}`}
        columns={columns}
        rows={listings}
        keyOf={({ listing, scope }) => `${listing}${scope.id}`}
      />
      {telling.length > 0 && telling.length < wanted.length && (
        <button
          type="button"
          className="link w-full border-t border-line px-4 py-2.5 text-left text-sm"
          onClick={() => setAll(!isAll)}
        >
          {isAll
            ? 'Hide listings that are complete and empty'
            : `Show ${countOf(wanted.length - telling.length, 'other')} that are complete and empty`}
        </button>
      )}
    </Panel>
  );
}

const columns: readonly Column<Listing>[] = [
  {
    id: 'listing',
    title: 'Listing',
    isName: true,
    cell: (row) => (
      <div className="min-w-0">
        <span className="mono font-medium">{row.listing}</span>
        <div className="text-xs text-soft">{[row.scope.name, ...row.nouns].join(' · ')}</div>
        <Gaps listing={row} />
      </div>
    ),
  },
  {
    id: 'state',
    title: 'Read',
    className: 'md:w-32',
    cell: (row) => <StateMark state={row.state} />,
  },
  {
    id: 'items',
    title: 'Items',
    isNumber: true,
    className: 'md:w-24',
    cell: (row) =>
      row.items === null ? <span className="text-soft">—</span> : formatCount(row.items),
  },
  {
    id: 'complete',
    title: 'Last complete',
    className: 'md:w-36',
    cell: (row) =>
      row.lastCompleteAt === null ? (
        <span className="text-soft">Never</span>
      ) : (
        <span title={formatMoment(row.lastCompleteAt)}>
          <Ago at={row.lastCompleteAt} />
        </span>
      ),
  },
];

/** Why a listing is not whole, and what would close each gap. */
function Gaps({ listing }: { listing: Listing }) {
  if (listing.gaps.length === 0) return null;
  return (
    <details className="mt-1" open={listing.gaps.length <= 2}>
      <summary className="text-xs text-soft">{countOf(listing.gapCount, 'gap')}</summary>
      <ul className="mt-1 max-w-3xl space-y-1.5 border-l-2 border-line pl-3 text-left">
        {listing.gaps.map((gap) => (
          <li key={`${gap.message}${gap.place?.locator}`}>
            <span className="font-medium">{gapNames[gap.reason]}</span>: {gap.message}
            {gap.place !== null && <span className="mono text-soft"> {placeText(gap.place)}</span>}
            {gap.needs !== null && (
              <div className="text-soft">
                To close it: <span className="mono text-ink">{gap.needs}</span>
              </div>
            )}
          </li>
        ))}
        {listing.gapCount > listing.gaps.length && (
          <li className="text-soft">
            {countOf(listing.gapCount - listing.gaps.length, 'other')} like these
          </li>
        )}
      </ul>
    </details>
  );
}

export const page = createLazyRoute('/coverage')({ component: CoveragePage });
