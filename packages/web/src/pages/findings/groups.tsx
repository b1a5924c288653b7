import { type FindingRow, routes } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { useAnswer } from '../../api.ts';
import { capital, countOf, formatCount } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { KindIcon } from '../../parts/kind-icon.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { Ago } from '../../parts/time.tsx';
import { providerName } from '../../words.ts';

/** Findings of one check shown before one asks for more. */
const folded = 8;

export interface Group {
  readonly checkId: string;
  readonly title: string;
  readonly findings: readonly FindingRow[];
}

/** Groups in the order in which their first finding comes. */
export function groupByCheck(rows: readonly FindingRow[]): Group[] {
  const groups = new Map<string, FindingRow[]>();
  for (const row of rows) {
    const group = groups.get(row.checkId);
    if (group === undefined) groups.set(row.checkId, [row]);
    else group.push(row);
  }
  return [...groups].map(([checkId, findings]) => ({
    checkId,
    title: findings[0]?.title ?? checkId,
    findings,
  }));
}

/** What stands on the page, in its order. */
export function visibleOf(groups: readonly Group[], unfolded: ReadonlySet<string>): FindingRow[] {
  return groups.flatMap(({ checkId, findings }) =>
    unfolded.has(checkId) ? findings : findings.slice(0, folded),
  );
}

interface Triage {
  readonly selected: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly open: (id: string) => void;
  readonly openId: string | undefined;
  readonly cursor: string | undefined;
  readonly setCursor: (id: string) => void;
}

export function FindingGroups({
  groups,
  unfolded,
  unfold,
  isPlain,
  ...triage
}: Triage & {
  groups: readonly Group[];
  unfolded: ReadonlySet<string>;
  unfold: (checkId: string) => void;
  /** True when nothing narrows the list, so that the counts of the checks hold. */
  isPlain: boolean;
}) {
  const checks = useAnswer(routes.listChecks, {});
  const totals = new Map(checks.data?.items.map(({ id, openFindings }) => [id, openFindings]));
  return groups.map((group) => {
    const { checkId, findings } = group;
    const total = isPlain ? (totals.get(checkId) ?? findings.length) : findings.length;
    const isUnfolded = unfolded.has(checkId);
    return (
      <section key={checkId} className="panel" aria-label={group.title}>
        <header className="flex items-center justify-between gap-3 border-b border-line px-4 py-2">
          <h2 className="min-w-0 text-sm font-semibold">
            {group.title}{' '}
            <span className="ml-1 font-normal text-soft tabular-nums">{formatCount(total)}</span>
          </h2>
          <Link
            to="/checks/$checkId"
            params={{ checkId }}
            className="link text-sm whitespace-nowrap"
          >
            About this check
          </Link>
        </header>
        <ul className="divide-y divide-line">
          {(isUnfolded ? findings : findings.slice(0, folded)).map((finding) => (
            <Line key={finding.id} finding={finding} {...triage} />
          ))}
        </ul>
        {findings.length > folded && (
          <button
            type="button"
            className="link w-full border-t border-line px-4 py-2 text-left text-sm"
            onClick={() => unfold(checkId)}
          >
            {isUnfolded ? 'Show fewer' : `Show ${countOf(findings.length - folded, 'other')}`}
          </button>
        )}
      </section>
    );
  });
}

function Line({
  finding,
  selected,
  toggle,
  open,
  openId,
  cursor,
  setCursor,
}: Triage & { finding: FindingRow }) {
  const name = finding.subject.name ?? 'Not in the inventory any more';
  const isOpen = openId === finding.id;
  const isMarked = cursor === finding.id;
  return (
    <li
      data-finding={finding.id}
      aria-current={isMarked}
      className={`relative flex scroll-my-20 gap-3 py-2 pr-4 pl-3 text-sm ${isOpen ? 'bg-tint' : 'hover:bg-hover/60'} ${isMarked ? 'shadow-[inset_3px_0_0_var(--accent)]' : ''}`}
    >
      <input
        type="checkbox"
        className="relative z-10 mt-1 size-3.5 shrink-0 accent-accent disabled:opacity-30"
        aria-label={`Select ${name}`}
        disabled={finding.state !== 'open'}
        checked={selected.has(finding.id)}
        onChange={() => toggle(finding.id)}
      />
      <button
        type="button"
        className="grid min-w-0 flex-1 gap-x-4 text-left after:absolute after:inset-0 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]"
        onClick={() => {
          setCursor(finding.id);
          open(finding.id);
        }}
      >
        <span>
          <SeverityMark severity={finding.severity} />
        </span>
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="inline-flex min-w-0 items-center gap-1.5 font-medium">
              <KindIcon kind={iconOf(finding)} />
              <span className="break-all">{name}</span>
            </span>
            {finding.identity !== null && finding.subject.type !== 'identity' && (
              <span className="text-soft">of {finding.identity.name}</span>
            )}
            {finding.identity !== null && (
              <span className="text-xs text-soft">{providerName(finding.identity.provider)}</span>
            )}
            {finding.state !== 'open' && (
              <Badge>{finding.state === 'accepted' ? 'Accepted' : 'Resolved'}</Badge>
            )}
            {finding.undecided && <Badge tone="strong">Cannot be told now</Badge>}
          </span>
          <span className="block text-soft wrap-anywhere">{capital(finding.because)}</span>
        </span>
        <span className="text-xs text-soft max-sm:hidden">
          <Ago at={finding.firstSeenAt} />
        </span>
      </button>
    </li>
  );
}

function iconOf({ subject, identity }: FindingRow): string {
  return subject.type === 'identity' ? (identity?.kind ?? 'identity') : subject.type;
}
