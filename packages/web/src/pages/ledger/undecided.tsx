import { routes } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../api.ts';
import { countOf, formatCount } from '../../formats.ts';
import { Panel } from '../../parts/panel.tsx';

/** Checks that could not decide, and why. Not decided is neither passed nor failed. */
export function Undecided() {
  const { data } = useAnswer(routes.listChecks, {});
  const rows = (data?.items ?? [])
    .filter(({ tally }) => (tally?.unknown ?? 0) > 0)
    .sort((a, b) => (b.tally?.unknown ?? 0) - (a.tally?.unknown ?? 0));
  if (rows.length === 0) return null;
  return (
    <div className="mt-4">
      <Panel flush id="undecided" title="Checks that could not decide" count={rows.length}>
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <Line key={row.id} id={row.id} title={row.title} unknown={row.tally?.unknown ?? 0} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Line({ id, title, unknown }: { id: string; title: string; unknown: number }) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useAnswer(routes.getCheck, { params: { checkId: id } }, { enabled: isOpen });
  return (
    <li className="px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <Link
          to="/checks/$checkId"
          params={{ checkId: id }}
          className="font-medium hover:text-accent hover:underline"
        >
          {title}
        </Link>
        <span className="text-soft tabular-nums">{countOf(unknown, 'subject')}</span>
        <button
          type="button"
          className="link ml-auto"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Hide why' : 'Why'}
        </button>
      </div>
      {isOpen && (
        <ul className="mt-1 space-y-0.5 text-soft">
          {data?.cannotTell.map(({ because, subjects }) => (
            <li key={because}>
              <span className="tabular-nums">{formatCount(subjects)}</span> × {because}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
