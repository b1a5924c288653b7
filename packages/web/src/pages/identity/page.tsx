import { type IdentityDetail, routes } from '@nonhuman/api-contract';
import type { AccessLevel } from '@nonhuman/model';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useAnswer } from '../../api.ts';
import { AsOfPicker } from '../../parts/as-of.tsx';
import { AccessText, Badge, StatusBadge } from '../../parts/badge.tsx';
import { KindIcon } from '../../parts/kind-icon.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { environmentNames, kindNames, providerName } from '../../words.ts';
import { AccessTab } from './access-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { MapTab } from './map-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';

const route = getRouteApi('/identities/$identityId');

function IdentityPage() {
  const { identityId } = route.useParams();
  const { asOf } = route.useSearch();
  const query = useAnswer(routes.getIdentity, { params: { identityId }, query: { asOf } });
  return (
    <View query={query} lines={10}>
      {(identity) => <Shown identity={identity} />}
    </View>
  );
}

function Shown({ identity }: { identity: IdentityDetail }) {
  const { tab } = route.useSearch();
  return (
    <>
      <Head identity={identity} />
      <Tabs identity={identity} />
      {tab === undefined && <SummaryTab identity={identity} />}
      {tab === 'access' && <AccessTab identity={identity} />}
      {tab === 'history' && <HistoryTab identityId={identity.id} />}
      {tab === 'map' && <MapTab identityId={identity.id} />}
    </>
  );
}

function Head({ identity }: { identity: IdentityDetail }) {
  const { asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const { value, scope } = identity;
  return (
    <header className="mb-4">
      <Link
        to="/identities"
        className="mb-2 inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Identities
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 items-start gap-3">
          <span className="panel flex size-10 shrink-0 items-center justify-center">
            <KindIcon kind={value.kind} className="size-5" />
          </span>
          <div className="min-w-0">
            <h1 className="text-xl font-semibold tracking-tight break-words">{value.name}</h1>
            <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
              <span>
                {kindNames[value.kind]} · {providerName(value.provider)}
                {scope !== null && ` · ${scope.name}`}
              </span>
              <StatusBadge status={value.status} />
              {value.environment !== undefined && value.environment !== 'unknown' && (
                <Badge>{environmentNames[value.environment]}</Badge>
              )}
              <Badge>
                Access: <AccessText access={highestAccess(identity)} />
              </Badge>
            </div>
          </div>
        </div>
        <AsOfPicker
          value={asOf}
          change={(next) => void navigate({ search: (now) => ({ ...now, asOf: next }) })}
        />
      </div>
      {identity.goneAt !== null && (
        <p role="status" className="mt-3 rounded-md border border-high/40 px-3 py-2 text-sm">
          A complete listing no longer shows this identity: gone <Ago at={identity.goneAt} />. This
          is the last that was known of it.
        </p>
      )}
      {identity.asOf !== null && identity.goneAt === null && (
        <p
          role="status"
          className="mt-3 rounded-md border border-accent/40 bg-tint px-3 py-2 text-sm"
        >
          As it was known <Ago at={identity.asOf} />. Risk and findings are of now, so they are left
          out.
        </p>
      )}
    </header>
  );
}

function Tabs({ identity }: { identity: IdentityDetail }) {
  const delegations = identity.delegations.from.length + identity.delegations.to.length;
  const tabs = [
    { tab: undefined, name: 'Summary', count: null },
    { tab: 'access', name: 'Access', count: identity.grants.length + delegations },
    { tab: 'map', name: 'Map', count: null },
    { tab: 'history', name: 'History', count: null },
  ] as const;
  return (
    <nav
      aria-label="Parts of this identity"
      className="mb-4 flex gap-1 overflow-x-auto border-b border-line"
    >
      {tabs.map(({ tab, name, count }) => (
        <Link
          key={name}
          from="/identities/$identityId"
          to="/identities/$identityId"
          search={(now) => ({ ...now, tab })}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
          className="-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap"
          activeProps={{ className: 'border-accent text-ink', 'aria-current': 'page' }}
          inactiveProps={{ className: 'border-transparent text-soft hover:text-ink' }}
        >
          {name}
          {count !== null && <span className="ml-1.5 text-xs text-soft tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export const page = createLazyRoute('/identities/$identityId')({ component: IdentityPage });

const highestFirst: readonly AccessLevel[] = ['admin', 'write', 'read', 'none'];

/** The highest that the identity or one of its grants is told to have. */
function highestAccess({ value, grants }: IdentityDetail): AccessLevel {
  const told = [value.access, ...grants.map(({ entitlement }) => entitlement?.access)];
  return highestFirst.find((level) => told.includes(level)) ?? 'unknown';
}
