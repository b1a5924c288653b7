import { type OwnedIdentity, type OwnerDetail, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { ArrowRightLeft, ChevronLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useAnswer, usePages } from '../../api.ts';
import { countOf, fieldName } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { OwnerDialog } from '../../parts/owner-dialog.tsx';
import { OwnerStatus } from '../../parts/owner-status.tsx';
import { Facts, Nothing, Panel } from '../../parts/panel.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { useKeys } from '../../shortcuts.ts';
import { LeaverTab } from './leaver-tab.tsx';

const route = getRouteApi('/owners/$ownerKey');

function OwnerPage() {
  const { ownerKey } = route.useParams();
  const query = useAnswer(routes.getOwner, { params: { ownerKey } });
  return (
    <View query={query} lines={10}>
      {(owner) => <Shown owner={owner} />}
    </View>
  );
}

function Shown({ owner }: { owner: OwnerDetail }) {
  const { tab } = route.useSearch();
  const [isOpen, setOpen] = useState(false);
  const keys = useMemo(() => ({ r: () => setOpen(true) }), []);
  useKeys(keys);
  return (
    <>
      <Head owner={owner} reassign={() => setOpen(true)} />
      {owner.type === 'person' && <Tabs owner={owner} />}
      {tab === 'leaver' && owner.type === 'person' ? (
        <LeaverTab person={owner.key} />
      ) : (
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <Owned ownerKey={owner.key} />
          <div className="grid min-w-0 content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
            <About owner={owner} />
            <Around owner={owner} />
          </div>
        </div>
      )}
      <OwnerDialog
        isOpen={isOpen}
        close={() => setOpen(false)}
        subject={{ from: owner.key }}
        title={`Hand over what ${owner.name} answers for`}
        suggestion={owner.status === 'left' ? (owner.manager?.key ?? '') : ''}
      />
    </>
  );
}

function Head({ owner, reassign }: { owner: OwnerDetail; reassign: () => void }) {
  return (
    <header className="mb-4">
      <Link
        to="/owners"
        className="mb-2 inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Owners
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight break-words">{owner.name}</h1>
          <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
            <span>{owner.type === 'team' ? 'Team' : 'Person'}</span>
            <OwnerStatus status={owner.status} />
            <span>{owner.statusBecause}</span>
          </div>
        </div>
        <button
          type="button"
          className="button"
          disabled={owner.identities === 0}
          title="Hand over (r)"
          onClick={reassign}
        >
          <ArrowRightLeft aria-hidden className="size-4" />
          Hand over
        </button>
      </div>
    </header>
  );
}

function Tabs({ owner }: { owner: OwnerDetail }) {
  const tabs = [
    { tab: undefined, name: 'Answers for' },
    { tab: 'leaver', name: owner.status === 'left' ? 'What is left behind' : 'If they leave' },
  ] as const;
  return (
    <nav aria-label="Parts of this page" className="mb-4 flex gap-1 border-b border-line">
      {tabs.map(({ tab, name }) => (
        <Link
          key={name}
          from="/owners/$ownerKey"
          to="/owners/$ownerKey"
          search={{ tab }}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
          className="-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap"
          activeProps={{ className: 'border-accent text-ink', 'aria-current': 'page' }}
          inactiveProps={{ className: 'border-transparent text-soft hover:text-ink' }}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Owned({ ownerKey }: { ownerKey: string }) {
  const { query, view } = usePages(routes.listOwned, {
    params: { ownerKey },
    query: { limit: 100 },
  });
  return (
    <div className="min-w-0 space-y-4">
      <View query={view} lines={6}>
        {(rows) => {
          const first = rows.filter(({ rank }) => rank === 0);
          const rest = rows.filter(({ rank }) => rank > 0);
          return (
            <>
              <Panel flush title="Answers for">
                {first.length === 0 ? (
                  <Nothing title="Nothing">They are the likeliest owner of no identity.</Nothing>
                ) : (
                  <Table label="Identities" columns={columns} rows={first} keyOf={({ id }) => id} />
                )}
              </Panel>
              {rest.length > 0 && (
                <Panel flush title="Named beside others">
                  <Table
                    label="Candidate of"
                    columns={columns}
                    rows={rest}
                    keyOf={({ id }) => id}
                  />
                </Panel>
              )}
              {query.hasNextPage && <MoreButton more={query.fetchNextPage} />}
            </>
          );
        }}
      </View>
    </div>
  );
}

const columns: readonly Column<OwnedIdentity>[] = [
  {
    id: 'name',
    title: 'Identity',
    isName: true,
    cell: ({ id, name, kind, provider }) => (
      <IdentityLink identity={{ id, name, kind, provider }} />
    ),
  },
  { id: 'risk', title: 'Risk', cell: ({ risk }) => <RiskBar risk={risk} /> },
  {
    id: 'basis',
    title: 'Basis',
    cell: ({ basis, confidence }) => (
      <Badge tone={basis === 'attested' ? 'good' : 'plain'}>
        {basis === 'attested' ? 'Attested' : `Inferred, ${Math.round(confidence * 100)} of 100`}
      </Badge>
    ),
  },
  {
    id: 'signals',
    title: 'Told by',
    cell: ({ signals }) => (
      <span className="text-soft">{signals.map(fieldName).join(', ').toLowerCase()}</span>
    ),
  },
];

function About({ owner }: { owner: OwnerDetail }) {
  return (
    <Panel title="About">
      <Facts
        rows={[
          ...(owner.emails.length > 0
            ? [['E-mail', owner.emails.join(', ')] as const]
            : owner.email === null
              ? []
              : [['E-mail', owner.email] as const]),
          ...(owner.title === null ? [] : [['Title', owner.title] as const]),
          ...(owner.manager === null
            ? []
            : [['Manager', <OwnerLink key="m" owner={owner.manager} />] as const]),
          ...(owner.leftAt === null
            ? []
            : [['Last day', <Ago key="l" at={owner.leftAt} />] as const]),
          ['Answers for', countOf(owner.identities, 'identity', 'identities')],
          ['Attested', countOf(owner.attested, 'identity', 'identities')],
          ...(owner.members === null
            ? []
            : [
                [
                  'Members',
                  `${owner.members.active} active, ${owner.members.left} left, ${owner.members.unknown} not known`,
                ] as const,
              ]),
        ]}
      />
      {!owner.known && (
        <p className="mt-3 text-sm text-soft">
          No people source tells of them: only what was read elsewhere names them.
        </p>
      )}
    </Panel>
  );
}

function Around({ owner }: { owner: OwnerDetail }) {
  return (
    <>
      {owner.statements.length > 0 && (
        <Panel title="What sources tell">
          <ul className="space-y-2 text-sm">
            {owner.statements.map(({ provider, status, observedAt }) => (
              <li
                key={`${provider}${observedAt}${status}`}
                className="flex flex-wrap items-center gap-2"
              >
                <span className="font-medium">{provider}</span>
                <OwnerStatus status={status} />
                <span className="text-soft">
                  read <Ago at={observedAt} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {[...owner.teams, ...owner.memberOwners].length > 0 && (
        <Panel title={owner.type === 'team' ? 'Members' : 'Teams'}>
          <ul className="space-y-2 text-sm">
            {[...owner.teams, ...owner.memberOwners].map((one) => (
              <li key={one.key} className="flex flex-wrap items-center gap-2">
                <OwnerLink owner={one} />
                <OwnerStatus status={one.status} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function OwnerLink({ owner }: { owner: { readonly key: string; readonly name: string } }) {
  return (
    <Link to="/owners/$ownerKey" params={{ ownerKey: owner.key }} className="link">
      {owner.name}
    </Link>
  );
}

export const page = createLazyRoute('/owners/$ownerKey')({ component: OwnerPage });
