import { type HistoryEntry, routes } from '@nonhuman/api-contract';
import { usePages } from '../../api.ts';
import { formatDay } from '../../formats.ts';
import { HistoryLine } from '../../parts/history-line.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';

/** What changed, newest first, field by field. */
export function HistoryTab({ identityId }: { identityId: string }) {
  const { query, view } = usePages(routes.getIdentityHistory, { params: { identityId } });
  return (
    <Panel title="History" flush>
      <View query={view}>
        {(entries) =>
          entries.length === 0 ? (
            <Nothing title="Nothing has changed since it was first seen" />
          ) : (
            <Days entries={entries} />
          )
        }
      </View>
      {query.hasNextPage && (
        <div className="p-4">
          <MoreButton more={query.fetchNextPage} />
        </div>
      )}
    </Panel>
  );
}

function Days({ entries }: { entries: readonly HistoryEntry[] }) {
  return byDay(entries).map(([day, ofDay]) => (
    <section key={day} aria-label={day} className="border-b border-line px-4 py-3 last:border-0">
      <h3 className="mb-2 text-xs font-medium text-soft">{day}</h3>
      <ol className="space-y-3">
        {ofDay.map((entry, at) => (
          <HistoryLine key={`${entry.thing.id}${entry.at}${at}`} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function byDay(entries: readonly HistoryEntry[]): [string, HistoryEntry[]][] {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = formatDay(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
