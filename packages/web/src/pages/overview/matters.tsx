import { type MattersRow, type Overview, routes } from '@nonhuman/api-contract';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { answerOf } from '../../api.ts';
import { formatCount } from '../../formats.ts';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { Owner } from '../../parts/owner.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import { SeverityMark } from '../../parts/severity.tsx';

/** What deserves attention first, each with why and the one thing to do; the rest is a link away. */
export function Matters({
  rows,
  totals,
}: {
  rows: readonly MattersRow[];
  totals: Overview['totals'];
}) {
  const owners = useOwners(rows);
  const others = totals.openFindings - rows.length;
  return (
    <Panel
      flush
      title="What matters"
      aside={
        others > 0 && (
          <Link to="/findings" className="link text-sm">
            {formatCount(others)} other open findings
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <Nothing title="No open finding">
          That is true of what was read. See below for what could not be seen.
        </Nothing>
      ) : (
        <ol className="divide-y divide-line">
          {rows.map((row) => (
            <Matter key={row.finding.id} row={row} owner={owners.get(row.identity?.id ?? '')} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

type OwnerOf = NonNullable<Parameters<typeof Owner>[0]['owner']> | null;

function Matter({ row, owner }: { row: MattersRow; owner: OwnerOf | undefined }) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover/60 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]">
      <div className="flex items-center justify-between sm:block">
        <SeverityMark severity={row.finding.severity} />
        <span className="sm:hidden">
          <RiskBar risk={row.risk} />
        </span>
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
          {row.identity === null ? (
            <span className="font-medium break-words">{row.subject.name ?? row.subject.id}</span>
          ) : (
            <IdentityLink identity={row.identity} />
          )}
          {owner !== undefined && (
            <span className="text-xs text-soft">
              Owner: <Owner owner={owner} />
            </span>
          )}
        </div>
        <p className="wrap-anywhere mt-0.5 text-sm">
          {row.finding.title}: {row.finding.because}. <span className="text-soft">{row.why}</span>
        </p>
        <Link
          to="/findings"
          search={{ finding: row.finding.id }}
          className="mt-1 inline-flex items-start gap-1.5 text-sm font-medium text-accent hover:underline"
        >
          <ArrowRight aria-hidden className="mt-0.5 size-4 shrink-0" />
          {row.nextAction}
        </Link>
      </div>
      <div className="hidden pt-0.5 text-right text-sm sm:block">
        <RiskBar risk={row.risk} />
        {row.openFindings > 1 && row.identity !== null && (
          <Link
            to="/findings"
            search={{ identity: row.identity.id }}
            className="link mt-1 block text-xs"
          >
            {row.openFindings} findings
          </Link>
        )}
      </div>
    </li>
  );
}

/** The owners of the identities shown; absent while they are not there yet. */
function useOwners(rows: readonly MattersRow[]): ReadonlyMap<string, OwnerOf> {
  const ids = [...new Set(rows.flatMap(({ identity }) => identity?.id ?? []))];
  const answers = useQueries({
    queries: ids.map((identityId) => answerOf(routes.getIdentity, { params: { identityId } })),
  });
  return new Map(
    answers.flatMap(({ data }) =>
      data === undefined ? [] : [[data.id as string, data.owner] as const],
    ),
  );
}
