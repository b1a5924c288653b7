import { type CheckRow, type CheckRuleProblem, routes } from '@nonhuman/api-contract';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { useAnswer } from '../../api.ts';
import { formatCount, sentence } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { Nothing, PageHead, Panel } from '../../parts/panel.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { View } from '../../parts/view.tsx';
import { severityOrder } from '../../words.ts';

function ChecksPage() {
  const query = useAnswer(routes.listChecks, {});
  return (
    <>
      <PageHead
        title="Checks"
        about="Every rule over the inventory, and what it said at the last evaluation. Not decided is neither passed nor failed."
      />
      <View query={query} lines={12}>
        {({ items, ruleProblems }) => (
          <div className="grid gap-4">
            {ruleProblems.length > 0 && <RuleProblems problems={ruleProblems} />}
            <Panel flush title="All checks" count={items.length}>
              {items.length === 0 ? (
                <Nothing title="There are no checks" />
              ) : (
                <Table
                  label="Checks"
                  columns={columns}
                  rows={inOrder(items)}
                  keyOf={({ id }) => id}
                />
              )}
            </Panel>
          </div>
        )}
      </View>
    </>
  );
}

function RuleProblems({ problems }: { problems: readonly CheckRuleProblem[] }) {
  return (
    <Panel title="Rules of your own that are not in force" count={problems.length}>
      <ul className="grid gap-2 text-sm">
        {problems.map(({ file, line, message }) => (
          <li key={`${file}:${line}:${message}`} className="min-w-0">
            <div className="mono text-xs break-all text-soft">
              {file}:{line}
            </div>
            {message}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-soft">
        Mend them and try them with{' '}
        <code className="mono">nonhuman checks test &lt;folder&gt;</code>; they are read when the
        program starts.
      </p>
    </Panel>
  );
}

/** Those that found something first, the worst of them leading. */
function inOrder(items: readonly CheckRow[]): CheckRow[] {
  const rank = (row: CheckRow) =>
    (row.openFindings > 0 ? 0 : 10) + severityOrder.indexOf(row.severity);
  return [...items].sort((a, b) => rank(a) - rank(b) || b.openFindings - a.openFindings);
}

const tallied = (name: string, read: (tally: NonNullable<CheckRow['tally']>) => number) =>
  ({
    id: name,
    title: name,
    isNumber: true,
    cell: ({ tally }: CheckRow) =>
      tally === null ? <span className="text-soft">—</span> : formatCount(read(tally)),
  }) satisfies Column<CheckRow>;

const columns: readonly Column<CheckRow>[] = [
  {
    id: 'title',
    title: 'Check',
    isName: true,
    cell: (row) => (
      <div className="min-w-0">
        <Link
          to="/checks/$checkId"
          params={{ checkId: row.id }}
          className="font-medium hover:text-accent hover:underline"
        >
          {row.title}
        </Link>
        <div className="flex flex-wrap items-center gap-2">
          <span className="mono text-xs text-soft">{row.id}</span>
          {row.isUserRule && <Badge tone="strong">Your rule</Badge>}
        </div>
      </div>
    ),
  },
  { id: 'severity', title: 'Severity', cell: (row) => <SeverityMark severity={row.severity} /> },
  { id: 'subject', title: 'Judges', cell: (row) => sentence(row.subject) },
  {
    id: 'open',
    title: 'Open findings',
    isNumber: true,
    cell: (row) =>
      row.openFindings === 0 ? (
        <span className="text-soft">0</span>
      ) : (
        <Link to="/findings" search={{ check: [row.id] }} className="link font-medium">
          {formatCount(row.openFindings)}
        </Link>
      ),
  },
  {
    id: 'accepted',
    title: 'Accepted',
    isNumber: true,
    cell: (row) => formatCount(row.acceptedFindings),
  },
  tallied('Passed', ({ pass }) => pass),
  tallied('Not decided', ({ unknown }) => unknown),
  tallied('Not applicable', ({ notApplicable }) => notApplicable),
];

export const page = createLazyRoute('/checks')({ component: ChecksPage });
