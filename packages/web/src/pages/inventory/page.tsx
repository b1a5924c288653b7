import { type IdentitySort, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { SlidersHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useAnswer, usePages } from '../../api.ts';
import { countOf } from '../../formats.ts';
import { AsOfPicker } from '../../parts/as-of.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Row, SearchField } from '../../parts/filters.tsx';
import { InfiniteTable } from '../../parts/infinite-table.tsx';
import { Nothing, PageHead } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';
import { inventoryColumns } from './columns.tsx';
import { Facets, InForce } from './facets.tsx';
import { SelectionBar, useSelection } from './selection.tsx';

const route = getRouteApi('/identities');

/** Where an order begins when nothing else was chosen. */
const firstOrder = { risk: 'desc', name: 'asc', lastUsed: 'asc', created: 'desc' } as const;

function InventoryPage() {
  const { sort, order, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const [isFacetsOpen, setFacetsOpen] = useState(false);
  const by: IdentitySort = sort ?? (filters.asOf === undefined ? 'risk' : 'name');
  const way = order ?? firstOrder[by];
  const { selected, columns, clear } = useSelection(inventoryColumns, filters.asOf === undefined);
  const facets = useAnswer(routes.getIdentityFacets, { query: filters });
  const { query, view } = usePages(routes.listIdentities, {
    query: { ...filters, sort: by, order: way, limit: 100 },
  });

  const search = useCallback(
    (q: string) =>
      void navigate({ search: (now) => ({ ...now, q: q.trim() || undefined }), replace: true }),
    [navigate],
  );
  const changeSort = (next: string) => {
    const wanted = next as IdentitySort;
    const turned = way === 'asc' ? 'desc' : 'asc';
    const nextOrder = wanted === by ? turned : firstOrder[wanted];
    void navigate({ search: (now) => ({ ...now, sort: wanted, order: nextOrder }) });
  };

  return (
    <>
      <PageHead
        title="Identities"
        about={facets.data === undefined ? ' ' : summary(facets.data.total, filters.asOf)}
        actions={<ExportMenu of="identities" asOf={filters.asOf} />}
      />
      <Row>
        <SearchField value={filters.q ?? ''} change={search} label="Search names and identifiers" />
        <AsOfPicker
          value={filters.asOf}
          change={(asOf) => void navigate({ search: (now) => ({ ...now, asOf }) })}
        />
        <button
          type="button"
          className="button lg:hidden"
          aria-expanded={isFacetsOpen}
          onClick={() => setFacetsOpen(!isFacetsOpen)}
        >
          <SlidersHorizontal aria-hidden className="size-4" />
          Filters
        </button>
      </Row>
      <InForce />
      <SelectionBar selected={selected} clear={clear} />
      <div className="grid gap-5 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <aside aria-label="Filters" className={isFacetsOpen ? '' : 'max-lg:hidden'}>
          <Facets facets={facets.data} />
        </aside>
        <View query={view} lines={12}>
          {(rows) => (
            <InfiniteTable
              label="Identities"
              columns={columns}
              rows={rows}
              keyOf={(row) => row.id}
              total={facets.data?.total}
              sorting={{ by, order: way, change: changeSort }}
              query={query}
              empty={
                <Nothing title="No identity fits">
                  Take a filter away, or{' '}
                  <Link to="/sources" className="link">
                    read more sources
                  </Link>
                  .
                </Nothing>
              }
            />
          )}
        </View>
      </div>
    </>
  );
}

function summary(total: number, asOf: string | undefined): string {
  const count = countOf(total, 'identity', 'identities');
  return asOf === undefined ? count : `${count} as known at the end of ${asOf}. Risk has no past.`;
}

export const page = createLazyRoute('/identities')({ component: InventoryPage });
