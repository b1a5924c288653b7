import type { IdentityRow } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { formatCount, sentence } from '../../formats.ts';
import { AccessText, StatusBadge } from '../../parts/badge.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { Owner } from '../../parts/owner.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import type { Column } from '../../parts/table.tsx';
import { ObservedTime } from '../../parts/time.tsx';
import { kindNames, providerName } from '../../words.ts';

/** The columns of the list of identities. */
export const inventoryColumns: readonly Column<IdentityRow>[] = [
  {
    id: 'name',
    title: 'Identity',
    sort: 'name',
    isName: true,
    className: 'md:max-w-80',
    cell: (row) => (
      <div className="min-w-0">
        <IdentityLink identity={{ id: row.id, name: row.name, kind: row.kind }} />
        <div className="text-xs break-words text-soft">
          {kindNames[row.kind]} · {providerName(row.provider)}
          {row.scope !== null && ` · ${row.scope.name}`}
        </div>
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
  { id: 'access', title: 'Access', cell: (row) => <AccessText access={row.access} /> },
  {
    id: 'environment',
    title: 'Environment',
    cell: (row) =>
      row.environment === 'unknown' ? (
        <span className="text-soft italic">Not known</span>
      ) : (
        sentence(row.environment)
      ),
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
    cell: (row) => formatCount(row.credentials),
  },
  {
    id: 'created',
    title: 'Created',
    sort: 'created',
    className: 'md:max-2xl:hidden',
    cell: (row) => <ObservedTime value={row.createdAt} never="Not created" />,
  },
  { id: 'status', title: 'Status', cell: (row) => <StatusBadge status={row.status} /> },
];
