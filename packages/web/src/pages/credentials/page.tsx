import { type CredentialRow, type CredentialSort, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { usePages } from '../../api.ts';
import { countOf, sentence } from '../../formats.ts';
import { AsOfPicker } from '../../parts/as-of.tsx';
import { Badge, StatusBadge } from '../../parts/badge.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Choose, FilterChip, Row, SearchField } from '../../parts/filters.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { InfiniteTable } from '../../parts/infinite-table.tsx';
import { Nothing, PageHead } from '../../parts/panel.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import type { Column } from '../../parts/table.tsx';
import { ObservedTime } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { credentialName, providerName } from '../../words.ts';
import { AlsoSeenButton } from './also-seen-button.tsx';

const route = getRouteApi('/credentials');
const firstOrder = { created: 'asc', expires: 'asc', lastUsed: 'asc', name: 'asc' } as const;

const kinds = [
  'access-key',
  'api-key',
  'app-key',
  'certificate',
  'connection-string',
  'federated-trust',
  'jwt',
  'oauth-client-secret',
  'oauth-grant',
  'password',
  'private-key',
  'session',
  'ssh-key',
  'token',
  'webhook-url',
] as const;
const statuses = ['active', 'disabled', 'expired', 'revoked', 'unknown'] as const;
const expiries = [
  { value: 'seen', name: 'Has an end' },
  { value: 'never', name: 'Never expires' },
  { value: 'unknown', name: 'End not known' },
] as const;

function CredentialsPage() {
  const { sort, order, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const by: CredentialSort = sort ?? 'created';
  const way = order ?? firstOrder[by];
  const { query, view } = usePages(routes.listCredentials, {
    query: { ...filters, sort: by, order: way, limit: 100 },
  });
  const search = useCallback(
    (q: string) =>
      void navigate({ search: (now) => ({ ...now, q: q.trim() || undefined }), replace: true }),
    [navigate],
  );
  const changeSort = (next: string) => {
    const wanted = next as CredentialSort;
    const nextOrder = wanted === by ? (way === 'asc' ? 'desc' : 'asc') : firstOrder[wanted];
    void navigate({ search: (now) => ({ ...now, sort: wanted, order: nextOrder }) });
  };
  return (
    <>
      <PageHead
        title="Credentials"
        about="What identities sign in with. Metadata only: values are never kept."
        actions={<ExportMenu of="credentials" asOf={filters.asOf} />}
      />
      <Row>
        <SearchField value={filters.q ?? ''} change={search} label="Search names and identifiers" />
        <Filters />
        <AsOfPicker
          value={filters.asOf}
          change={(asOf) => void navigate({ search: (now) => ({ ...now, asOf }) })}
        />
      </Row>
      <View query={view} lines={12}>
        {(rows) => (
          <InfiniteTable
            label="Credentials"
            columns={columns}
            rows={rows}
            keyOf={(row) => row.id}
            total={undefined}
            sorting={{ by, order: way, change: changeSort }}
            query={query}
            empty={<Nothing title="No credential fits">Take a filter away.</Nothing>}
          />
        )}
      </View>
    </>
  );
}

function Filters() {
  const state = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<typeof state>) =>
    void navigate({ search: (now) => ({ ...now, ...part }) });
  return (
    <>
      <Choose
        label="Kind"
        any="Any kind"
        value={state.kind?.[0]}
        choices={kinds.map((value) => ({ value, name: credentialName(value) }))}
        change={(kind) => change({ kind: kind === undefined ? undefined : [kind] })}
      />
      <Choose
        label="Status"
        any="Any status"
        value={state.status?.[0]}
        choices={statuses.map((value) => ({ value, name: sentence(value) }))}
        change={(status) => change({ status: status === undefined ? undefined : [status] })}
      />
      <Choose
        label="End"
        any="Any end"
        value={state.expiry?.[0]}
        choices={expiries}
        change={(expiry) => change({ expiry: expiry === undefined ? undefined : [expiry] })}
      />
      <label className="field flex w-auto items-center gap-2">
        <input
          type="checkbox"
          className="size-3.5 accent-accent"
          checked={state.exposed === true}
          onChange={(event) => change({ exposed: event.target.checked ? true : undefined })}
        />
        Exposed
      </label>
      {state.identity !== undefined && (
        <FilterChip name="Of one identity" remove={() => change({ identity: undefined })} />
      )}
    </>
  );
}

const columns: readonly Column<CredentialRow>[] = [
  {
    id: 'name',
    title: 'Credential',
    sort: 'name',
    isName: true,
    className: 'md:max-w-80',
    cell: (row) => (
      <div className="min-w-0">
        <span className="font-medium break-words">{row.name}</span>{' '}
        {row.exposures > 0 && <Badge tone="bad">{countOf(row.exposures, 'exposure')}</Badge>}
        <div className="text-xs text-soft">
          {credentialName(row.kind)} · {providerName(row.provider)}
          {row.publicId !== null && (
            <>
              {' · '}
              <span className="mono">{row.publicId}</span>
            </>
          )}
          {' · '}
          <AlsoSeenButton credential={row} />
        </div>
      </div>
    ),
  },
  {
    id: 'identity',
    title: 'Identity',
    className: 'md:max-w-64',
    cell: (row) =>
      row.identity === null ? (
        <span className="text-soft italic">Not known</span>
      ) : (
        <IdentityLink
          identity={{ id: row.identity.id, name: row.identity.name, kind: row.identity.kind }}
        />
      ),
  },
  {
    id: 'lastUsed',
    title: 'Last used',
    sort: 'lastUsed',
    cell: (row) => <ObservedTime value={row.lastUsedAt} never="Never used" />,
  },
  {
    id: 'created',
    title: 'Created',
    sort: 'created',
    cell: (row) => <ObservedTime value={row.createdAt} never="Not created" />,
  },
  {
    id: 'expires',
    title: 'Expires',
    sort: 'expires',
    cell: (row) => <ObservedTime value={row.expiresAt} never="Never expires" />,
  },
  {
    id: 'findings',
    title: 'Findings',
    cell: (row) =>
      row.worstSeverity === null ? (
        <span className="text-soft">None open</span>
      ) : (
        <SeverityMark severity={row.worstSeverity} />
      ),
  },
  { id: 'status', title: 'Status', cell: (row) => <StatusBadge status={row.status} /> },
];

export const page = createLazyRoute('/credentials')({ component: CredentialsPage });
