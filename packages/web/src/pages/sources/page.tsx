import { routes, type Sources } from '@nonhuman/api-contract';
import { createLazyRoute } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../api.ts';
import { formatCount } from '../../formats.ts';
import { Nothing, PageHead, Panel } from '../../parts/panel.tsx';
import { SyncState } from '../../parts/sync-state.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { providerName } from '../../words.ts';
import { ImportPanel } from './import-panel.tsx';
import { Importers } from './importers.tsx';
import { JobProgress } from './job-progress.tsx';
import { ScanPanel } from './scan-panel.tsx';

function SourcesPage() {
  const query = useAnswer(routes.getSources, {});
  return (
    <>
      <PageHead
        title="Sources"
        about="Where the inventory comes from. Reading an export file or this host needs no access to a provider, and nothing leaves this machine."
      />
      <View query={query} lines={10}>
        {(sources) => <Shown sources={sources} />}
      </View>
    </>
  );
}

function Shown({ sources }: { sources: Sources }) {
  const [jobIds, setJobIds] = useState<readonly string[]>([]);
  const watch = (jobId: string) => setJobIds((now) => [jobId, ...now]);
  return (
    <div className="space-y-4">
      <div className="grid gap-4 lg:grid-cols-2">
        <ImportPanel importers={sources.importers} started={watch} />
        <ScanPanel scan={sources.scan} started={watch} />
      </div>
      {jobIds.map((jobId) => (
        <JobProgress key={jobId} jobId={jobId} />
      ))}
      <Panel flush title="Connections" count={sources.connections.length}>
        {sources.connections.length === 0 ? (
          <Nothing title="No connection yet">A scan or an import makes one.</Nothing>
        ) : (
          <Table
            label="Connections"
            columns={columns}
            rows={sources.connections}
            keyOf={({ id }) => id}
          />
        )}
      </Panel>
      <Importers importers={sources.importers} />
    </div>
  );
}

type Connection = Sources['connections'][number];

const columns: readonly Column<Connection>[] = [
  {
    id: 'name',
    title: 'Connection',
    isName: true,
    cell: (row) => (
      <div>
        <span className="font-medium">{row.name}</span>
        <div className="text-xs text-soft">{providerName(row.connector)}</div>
      </div>
    ),
  },
  {
    id: 'state',
    title: 'Last sync',
    cell: ({ lastSync }) =>
      lastSync === null ? (
        <span className="text-soft">None</span>
      ) : (
        <span className="inline-flex flex-wrap items-center gap-2">
          <SyncState sync={lastSync} />
          <Ago at={lastSync.finishedAt ?? lastSync.startedAt} />
        </span>
      ),
  },
  {
    id: 'counts',
    title: 'New, changed, gone',
    cell: ({ lastSync }) =>
      lastSync === null ? (
        '—'
      ) : (
        <span className="tabular-nums">
          {formatCount(lastSync.counts.added)}, {formatCount(lastSync.counts.changed)},{' '}
          {formatCount(lastSync.counts.removed)}
        </span>
      ),
  },
  {
    id: 'gaps',
    title: 'Gaps',
    isNumber: true,
    cell: ({ lastSync }) => (lastSync === null ? '—' : formatCount(lastSync.gaps)),
  },
];

export const page = createLazyRoute('/sources')({ component: SourcesPage });
