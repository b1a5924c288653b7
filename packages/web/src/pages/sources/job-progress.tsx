import { type Job, routes } from '@nonhuman/api-contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAnswer } from '../../api.ts';
import { countOf, fieldName, formatCount } from '../../formats.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Panel } from '../../parts/panel.tsx';
import { FaultPanel } from '../../parts/view.tsx';
import { gapNames } from '../../words.ts';

const looks: Readonly<Record<Job['state'], readonly [string, Tone]>> = {
  waiting: ['Waiting', 'plain'],
  running: ['Running', 'strong'],
  done: ['Done', 'good'],
  failed: ['Failed', 'bad'],
  cancelled: ['Cancelled', 'warn'],
  interrupted: ['Interrupted', 'warn'],
};

function isOver({ state }: Job): boolean {
  return state !== 'waiting' && state !== 'running';
}

/** A job from its start to its result with gaps. */
export function JobProgress({ jobId }: { jobId: string }) {
  const queryClient = useQueryClient();
  const seen = queryClient.getQueryData<Job>(['getJob', { params: { jobId } }]);
  const {
    data: job,
    error,
    refetch,
  } = useAnswer(
    routes.getJob,
    { params: { jobId } },
    { refetchInterval: seen !== undefined && isOver(seen) ? 0 : 700 },
  );
  const isDone = job !== undefined && isOver(job);
  useEffect(() => {
    if (isDone)
      void queryClient.invalidateQueries({ predicate: ({ queryKey: [id] }) => id !== 'getJob' });
  }, [isDone, queryClient]);

  if (job === undefined)
    return error === null ? null : <FaultPanel error={error} retry={() => void refetch()} />;
  const [name, tone] = looks[job.state];
  return (
    <Panel
      title={job.kind === 'import' ? 'Import' : 'Scan'}
      aside={<Badge tone={tone}>{name}</Badge>}
    >
      <div role="status" className="text-sm">
        {!isDone && <Running job={job} />}
        {job.failure !== null && (
          <p>
            {job.failure.title}. {job.failure.hint}{' '}
            <span className="mono text-soft">{job.failure.code}</span>
          </p>
        )}
        {job.summary !== null && <Summary summary={job.summary} />}
        {isDone && job.syncId !== null && <Gaps syncId={job.syncId} />}
      </div>
    </Panel>
  );
}

function Running({ job }: { job: Job }) {
  const { step, done, total } = job.progress;
  return (
    <>
      <p className="mb-2 break-all text-soft">{step ?? 'Starting'}</p>
      <progress
        className="h-1.5 w-full accent-accent"
        aria-label="Progress"
        {...(total === null ? {} : { value: done, max: Math.max(1, total) })}
      />
      <p className="mt-1 text-soft tabular-nums">
        {total === null
          ? `${formatCount(done)} read`
          : `${formatCount(done)} of ${formatCount(total)}`}
      </p>
    </>
  );
}

function Summary({ summary }: { summary: NonNullable<Job['summary']> }) {
  const told = Object.entries(summary).filter(([name, count]) => count > 0 && name !== 'gaps');
  if (told.length === 0) return <p>Nothing has changed.</p>;
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      {told.map(([name, count]) => (
        <li key={name}>
          <span className="font-semibold tabular-nums">{formatCount(count)}</span>{' '}
          <span className="text-soft">{fieldName(name).toLowerCase()}</span>
        </li>
      ))}
    </ul>
  );
}

function Gaps({ syncId }: { syncId: string }) {
  const { data } = useAnswer(routes.getSync, { params: { syncId } });
  if (data === undefined) return null;
  return (
    <div className="mt-3">
      <p>
        {data.gapList.length === 0
          ? 'Everything in it was read.'
          : `${countOf(data.gaps, 'gap')}: this could not be read.`}{' '}
        <Link to="/coverage" className="link">
          Coverage
        </Link>{' '}
        <Link to="/findings" className="link">
          Findings
        </Link>
      </p>
      <ul className="mt-1 space-y-1 text-soft">
        {data.gapList.slice(0, 8).map((gap) => (
          <li key={`${gap.listing}${gap.message}`}>
            <span className="font-medium text-ink">{gapNames[gap.reason]}</span>: {gap.message}
            {gap.needs !== null && (
              <>
                . To close it: <span className="mono text-ink">{gap.needs}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
