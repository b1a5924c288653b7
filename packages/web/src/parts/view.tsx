import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemIn } from '../api.ts';

/** Shows an answer once it is there; before that its outline, and a fault with a way to try again. */
export function View<T>({
  query,
  children,
  lines = 6,
}: {
  query: Pick<UseQueryResult<T>, 'error'> & { data: T | undefined; refetch: () => unknown };
  children: (data: T) => ReactNode;
  lines?: number;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null)
    return <FaultPanel error={query.error} retry={() => void query.refetch()} />;
  return <Outline lines={lines} />;
}

/** Grey lines where content will be. */
export function Outline({ lines }: { lines: number }) {
  return (
    <div role="status" aria-label="Loading" className="panel animate-pulse space-y-3 p-4">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={`h-4 rounded bg-hover ${line % 3 === 2 ? 'w-2/3' : 'w-full'}`} />
      ))}
    </div>
  );
}

/** A fault: what, what to do, and the id of the request for whoever looks into the log. */
export function FaultPanel({ error, retry }: { error: unknown; retry: () => void }) {
  const problem = problemIn(error);
  return (
    <div role="alert" className="panel border-critical/40 p-5">
      <p className="font-semibold">{problem.title}</p>
      {problem.detail !== undefined && <p className="mt-1 text-sm text-soft">{problem.detail}</p>}
      {(problem.errors ?? []).map((fault) => (
        <p key={`${fault.in}.${fault.field}`} className="mt-1 text-sm text-soft">
          <span className="mono">{fault.field || fault.in}</span>: {fault.message}
        </p>
      ))}
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-soft">
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
        <span>
          Code <span className="mono text-ink">{problem.code}</span>
        </span>
        {problem.requestId !== '' && (
          <span>
            Request <span className="mono text-ink">{problem.requestId}</span>
          </span>
        )}
      </div>
    </div>
  );
}
