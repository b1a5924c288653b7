import type { IdentityRow } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { formatCount, shortPlace } from '../../formats.ts';
import { AccessText, statusName } from '../../parts/badge.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { Owner } from '../../parts/owner.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import type { Column } from '../../parts/table.tsx';
import { ObservedTime } from '../../parts/time.tsx';
import { environmentNames, kindNames, providerName } from '../../words.ts';

/** Kind, provider and scope; environment and status where there is something to say. */
function aboutOf({ kind, provider, scope, environment, status }: IdentityRow): string {
  return [
    kindNames[kind],
    providerName(provider),
    ...(scope === null ? [] : [shortPlace({ locator: scope.name })]),
    ...(environment === 'unknown' ? [] : [environmentNames[environment]]),
    ...(status === 'active' || status === 'unknown' ? [] : [statusName(status)]),
  ].join(' · ');
}

/** Left out where there is no room; the page of the identity tells it. */
const onWideOnly = { className: 'max-2xl:hidden', headClassName: 'max-2xl:hidden' };

/** The columns of the list of identities. */
export const inventoryColumns: readonly Column<IdentityRow>[] = [
  {
    id: 'name',
    title: 'Identity',
    sort: 'name',
    isName: true,
    className: 'md:min-w-56 md:max-w-80',
    cell: (row) => (
      <div className="min-w-0">
        <IdentityLink identity={{ id: row.id, name: row.name, kind: row.kind }} />
        <div className="text-xs break-words text-soft">{aboutOf(row)}</div>
      </div>
    ),
  },
  {
    id: 'risk',
    title: 'Risk',
    sort: 'risk',
    cell: (row) => <RiskBar risk={row.risk} />,
  },
  {
    id: 'findings',
    title: 'Findings',
    cell: (row) =>
      row.worstSeverity === null ? (
        <span className="text-soft">None open</span>
      ) : (
        <Link
          to="/findings"
          search={{ identity: row.id }}
          className="inline-flex items-center gap-1.5 whitespace-nowrap hover:underline"
        >
          <SeverityMark severity={row.worstSeverity} />
          <span className="text-xs text-soft tabular-nums">
            {row.openFindings > 1 ? `+${formatCount(row.openFindings - 1)}` : ''}
          </span>
        </Link>
      ),
  },
  {
    id: 'access',
    title: 'Access',
    className: 'whitespace-nowrap',
    cell: (row) => <AccessText access={row.access} />,
  },
  {
    id: 'lastUsed',
    title: 'Last used',
    sort: 'lastUsed',
    cell: (row) => <ObservedTime value={row.lastUsedAt} never="Never used" />,
  },
  {
    id: 'owner',
    title: 'Owner',
    className: 'md:max-w-44',
    cell: (row) => <Owner owner={row.owner} />,
  },
  {
    id: 'credentials',
    title: 'Credentials',
    isNumber: true,
    ...onWideOnly,
    cell: (row) => formatCount(row.credentials),
  },
  {
    id: 'created',
    title: 'Created',
    sort: 'created',
    ...onWideOnly,
    cell: (row) => <ObservedTime value={row.createdAt} never="Not created" />,
  },
];
