import { type ChangeGroup, type ChangeTotals, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { useAnswer, usePages } from '../../api.ts';
import { countOf, formatCount, formatMoment, sentence } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { Choose, Row } from '../../parts/filters.tsx';
import { HistoryLine } from '../../parts/history-line.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Nothing, PageHead } from '../../parts/panel.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { View } from '../../parts/view.tsx';

const route = getRouteApi('/changes');

const spans = [
  { value: '24h', name: 'Last 24 hours' },
  { value: '7d', name: 'Last 7 days' },
  { value: '30d', name: 'Last 30 days' },
  { value: '90d', name: 'Last 90 days' },
] as const;
const usualSpan = '7d';

function ChangesPage() {
  const { since = usualSpan, until, withUse } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = { since, until, withUse };
  const totals = useAnswer(routes.listChanges, { query: { ...asked, limit: 1 } });
  const { query, view } = usePages(routes.listChanges, { query: { ...asked, limit: 50 } });
  const change = (part: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const isSpan = spans.some(({ value }) => value === since);
  return (
    <>
      <PageHead
        title="Changes"
        about={
          totals.data === undefined
            ? ' '
            : `From ${formatMoment(totals.data.since)} to ${formatMoment(totals.data.until)}, by identity, the greatest risk first.`
        }
      />
      <Row>
        <Choose
          label="Since"
          any={isSpan ? 'Last 7 days' : 'Chosen day'}
          value={isSpan && since !== usualSpan ? since : undefined}
          choices={spans.filter(({ value }) => value !== usualSpan || !isSpan)}
          change={(value) => change({ since: value })}
        />
        <Day
          label="From"
          value={isSpan ? undefined : since}
          change={(day) => change({ since: day ?? usualSpan })}
        />
        <Day label="To" value={until} change={(day) => change({ until: day })} />
        <label className="field flex w-auto items-center gap-2">
          <input
            type="checkbox"
            checked={withUse === true}
            onChange={(event) => change({ withUse: event.target.checked ? true : undefined })}
          />
          With mere use
        </label>
      </Row>
      {totals.data !== undefined && <Totals totals={totals.data.totals} />}
      <View query={view} lines={10}>
        {(groups) => (
          <div className={`space-y-4 ${query.isPlaceholderData ? 'opacity-60' : ''}`}>
            {groups.length === 0 && (
              <div className="panel">
                <Nothing title="Nothing is different">
                  No source was read in this time, or all of it is as it was.
                </Nothing>
              </div>
            )}
            {groups.map((group) => (
              <Group key={group.identity?.id ?? 'none'} group={group} />
            ))}
            {query.hasNextPage && <MoreButton more={query.fetchNextPage} />}
          </div>
        )}
      </View>
    </>
  );
}

function Day({
  label,
  value,
  change,
}: {
  label: string;
  value: string | undefined;
  change: (day: string | undefined) => void;
}) {
  return (
    <label
      className={`field flex w-auto items-center gap-2 ${value === undefined ? '' : 'border-accent'}`}
    >
      <span className="whitespace-nowrap text-soft">{label}</span>
      <input
        type="date"
        className="min-w-0 bg-transparent tabular-nums outline-none"
        max={new Date().toISOString().slice(0, 10)}
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => change(event.target.value === '' ? undefined : event.target.value)}
      />
    </label>
  );
}

function Totals({ totals }: { totals: ChangeTotals }) {
  const rows = [
    ['Appeared', totals.appeared],
    ['Changed', totals.changed],
    ['Gone', totals.gone],
    ['About access', totals.access],
    ['Findings opened', totals.findingsOpened],
    ['Findings resolved', totals.findingsResolved],
  ] as const;
  return (
    <dl className="panel mb-4 grid grid-cols-2 gap-x-6 gap-y-3 p-4 sm:grid-cols-3 lg:grid-cols-6">
      {rows.map(([name, count]) => (
        <div key={name}>
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="text-lg font-semibold tabular-nums">{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

const findingTones = {
  opened: 'bad',
  reopened: 'bad',
  resolved: 'good',
  accepted: 'plain',
} as const;

function Group({ group }: { group: ChangeGroup }) {
  const { identity, risk, things, findings } = group;
  const rest = group.thingCount - things.length + (group.findingCount - findings.length);
  return (
    <section className="panel min-w-0" aria-label={identity?.name ?? 'Of no identity'}>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-sm">
        {identity === null ? (
          <span className="font-medium text-soft">Of no identity</span>
        ) : (
          <IdentityLink identity={identity} />
        )}
        {risk !== null && <RiskBar risk={risk} />}
      </div>
      <div className="space-y-3 p-4">
        {findings.length > 0 && (
          <ul className="space-y-1.5 text-sm">
            {findings.map((finding) => (
              <li key={finding.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Badge tone={findingTones[finding.change]}>{sentence(finding.change)}</Badge>
                <SeverityMark severity={finding.severity} />
                <Link
                  to="/findings"
                  search={{
                    finding: finding.id,
                    ...(identity === null ? {} : { identity: identity.id }),
                    ...(finding.change === 'resolved' ? { state: ['resolved'] } : {}),
                  }}
                  className="min-w-0 font-medium break-words hover:text-accent hover:underline"
                >
                  {finding.title}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {things.length > 0 && (
          <ol className="space-y-3">
            {things.map((thing) => (
              <HistoryLine
                key={`${thing.thing.id}${thing.change}`}
                entry={thing}
                mark={thing.isAccess && <Badge tone="warn">Access</Badge>}
              />
            ))}
          </ol>
        )}
        {rest > 0 && <p className="text-sm text-soft">And {countOf(rest, 'more change')}.</p>}
      </div>
    </section>
  );
}

export const page = createLazyRoute('/changes')({ component: ChangesPage });
