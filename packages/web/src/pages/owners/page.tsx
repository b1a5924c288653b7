import { type OwnerRow, type OwnerSort, type OwnerTotals, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { User, UsersRound } from 'lucide-react';
import { useCallback } from 'react';
import { useAnswer, usePages } from '../../api.ts';
import { countOf, formatCount } from '../../formats.ts';
import { Command } from '../../parts/copy-button.tsx';
import { Choose, Row, SearchField } from '../../parts/filters.tsx';
import { InfiniteTable } from '../../parts/infinite-table.tsx';
import { OwnerStatus } from '../../parts/owner-status.tsx';
import { Nothing, PageHead } from '../../parts/panel.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import type { Column } from '../../parts/table.tsx';
import { View } from '../../parts/view.tsx';

const route = getRouteApi('/owners');

const types = [
  { value: 'person', name: 'People' },
  { value: 'team', name: 'Teams' },
] as const;
const statuses = [
  { value: 'active', name: 'Active' },
  { value: 'left', name: 'Left' },
  { value: 'unknown', name: 'Status not known' },
] as const;

function OwnersPage() {
  const { sort, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const by: OwnerSort = sort ?? 'identities';
  const totals = useAnswer(routes.getOwnerTotals, {});
  const { query, view } = usePages(routes.listOwners, {
    query: { ...filters, sort: by, limit: 100 },
  });
  const search = useCallback(
    (q: string) =>
      void navigate({ search: (now) => ({ ...now, q: q.trim() || undefined }), replace: true }),
    [navigate],
  );
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <PageHead
        title="Owners"
        about={totals.data === undefined ? ' ' : <Summary totals={totals.data} />}
      />
      <Row>
        <SearchField value={filters.q ?? ''} change={search} label="Search people and teams" />
        <Choose
          label="Only"
          any="People and teams"
          value={filters.type?.[0]}
          choices={types}
          change={(type) => void navigate({ search: (now) => ({ ...now, type: type && [type] }) })}
        />
        <Choose
          label="Status"
          any="Any status"
          value={filters.status?.[0]}
          choices={statuses}
          change={(status) =>
            void navigate({ search: (now) => ({ ...now, status: status && [status] }) })
          }
        />
      </Row>
      <View query={view} lines={10}>
        {(rows) => (
          <InfiniteTable
            label="Owners"
            columns={columns}
            rows={rows}
            keyOf={(row) => row.key}
            total={undefined}
            sorting={{
              by,
              order: by === 'name' ? 'asc' : 'desc',
              change: (next) =>
                void navigate({
                  search: (now) => ({ ...now, sort: next === 'name' ? 'name' : undefined }),
                }),
            }}
            query={query}
            empty={<NoOwner isNarrowed={isNarrowed} />}
          />
        )}
      </View>
    </>
  );
}

function Summary({ totals: { owners, withoutOwner } }: { totals: OwnerTotals }) {
  const of = (wanted: string) =>
    owners
      .filter(({ status }) => status === wanted)
      .reduce((sum, { identities }) => sum + identities, 0);
  const parts = [
    `${countOf(withoutOwner, 'identity', 'identities')} without an owner`,
    `${formatCount(of('left'))} whose owner has left`,
    `${formatCount(of('unknown'))} whose owner may have left`,
  ];
  return (
    <>
      {parts.join(', ')}.{' '}
      <Link to="/identities" search={{ owner: ['none'] }} className="link">
        Show those without an owner
      </Link>
    </>
  );
}

function NoOwner({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed)
    return (
      <Nothing title="Nobody fits">
        <Link to="/owners" className="link">
          Show everybody
        </Link>
      </Nothing>
    );
  return (
    <Nothing title="Nobody is known">
      <p className="mb-2">
        Nothing that was read names an owner. A list of people also tells who has left.
      </p>
      <Command text="nonhuman import people people.csv" />
    </Nothing>
  );
}

const columns: readonly Column<OwnerRow>[] = [
  {
    id: 'name',
    title: 'Owner',
    sort: 'name',
    isName: true,
    className: 'md:min-w-56',
    cell: (row) => (
      <span className="inline-flex min-w-0 items-start gap-2">
        {row.type === 'team' ? (
          <UsersRound aria-label="Team" className="mt-0.5 size-4 shrink-0 text-soft" />
        ) : (
          <User aria-label="Person" className="mt-0.5 size-4 shrink-0 text-soft" />
        )}
        <span className="min-w-0">
          <Link
            to="/owners/$ownerKey"
            params={{ ownerKey: row.key }}
            className="font-medium wrap-anywhere hover:text-accent hover:underline"
          >
            {row.name}
          </Link>
          {row.email !== null && row.email !== row.name && (
            <span className="block text-xs wrap-anywhere text-soft">{row.email}</span>
          )}
        </span>
      </span>
    ),
  },
  {
    id: 'status',
    title: 'Status',
    cell: (row) => (
      <span title={row.statusBecause}>
        <OwnerStatus status={row.status} />
        {row.members !== null && (
          <span className="ml-2 text-xs whitespace-nowrap text-soft">
            {countOf(row.members.active, 'active member')}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'identities',
    title: 'Answers for',
    sort: 'identities',
    isNumber: true,
    cell: (row) => formatCount(row.identities),
  },
  {
    id: 'attested',
    title: 'Attested',
    isNumber: true,
    cell: (row) => formatCount(row.attested),
  },
  {
    id: 'candidate',
    title: 'Candidate of',
    isNumber: true,
    cell: (row) => formatCount(row.candidateOf),
  },
  {
    id: 'risk',
    title: 'Highest risk',
    cell: (row) =>
      row.highestRisk === null ? (
        <span className="text-soft">None</span>
      ) : (
        <RiskBar risk={row.highestRisk} />
      ),
  },
];

export const page = createLazyRoute('/owners')({ component: OwnersPage });
