import type { Overview, SyncRow } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { countOf, formatCount } from '../../formats.ts';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { SyncState } from '../../parts/sync-state.tsx';
import { Ago } from '../../parts/time.tsx';
import { gapNames } from '../../words.ts';

/** What could not be seen, and what would show it. */
export function Unseen({ unseen, undecided }: { unseen: Overview['unseen']; undecided: number }) {
  return (
    <Panel
      flush
      title="What could not be seen"
      aside={
        <Link to="/coverage" className="link text-sm">
          {countOf(unseen.gaps, 'gap')}, {countOf(unseen.listingsNotComplete, 'listing')} not
          complete
        </Link>
      }
    >
      {unseen.top.length === 0 ? (
        <Nothing title="Every listing that was asked for was read to its end" />
      ) : (
        <ul className="divide-y divide-line">
          {unseen.top.map((gap) => (
            <li
              key={`${gap.listing}${gap.scope.id}${gap.message}`}
              className="flex gap-3 px-4 py-2.5 text-sm"
            >
              <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0 text-soft" />
              <div className="min-w-0 flex-1">
                <p>
                  <span className="font-medium">{gapNames[gap.reason]}</span>
                  {gap.count > 1 && <span className="text-soft"> ×{formatCount(gap.count)}</span>}:{' '}
                  {gap.message}
                </p>
                <p className="text-soft">
                  {gap.scope.name} · <span className="mono">{gap.listing}</span>
                </p>
                {gap.needs !== null && (
                  <p className="text-soft">
                    To close it: <span className="mono text-ink">{gap.needs}</span>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {undecided > 0 && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-soft">
          Checks could not decide {countOf(undecided, 'time')} for want of facts.{' '}
          <Link to="/coverage" hash="undecided" className="link">
            Why
          </Link>
        </p>
      )}
    </Panel>
  );
}

export function LastSyncs({ syncs }: { syncs: readonly SyncRow[] }) {
  return (
    <Panel flush title="Last read">
      <ul className="divide-y divide-line">
        {syncs.map((sync) => (
          <li key={sync.id} className="px-4 py-2.5 text-sm">
            <div className="flex items-center justify-between gap-2">
              <span className="min-w-0 truncate font-medium">{sync.connection.name}</span>
              <SyncState sync={sync} />
            </div>
            <div className="text-soft">
              <Ago at={sync.finishedAt ?? sync.startedAt} /> · {formatCount(sync.counts.added)} new,{' '}
              {formatCount(sync.counts.changed)} changed, {formatCount(sync.counts.removed)} gone
            </div>
            {sync.failure !== null && <div className="text-critical">{sync.failure}</div>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
