import type { ReactNode } from 'react';

/** The head of a page: its name, a line about it, and what can be done. */
export function PageHead({
  title,
  about,
  actions,
}: {
  title: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {about !== undefined && <p className="mt-1 max-w-3xl text-sm text-soft">{about}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** A titled part of a page. */
export function Panel({
  id,
  title,
  count,
  aside,
  children,
  flush = false,
}: {
  id?: string;
  title: string;
  count?: number;
  aside?: ReactNode;
  children: ReactNode;
  /** True when the content draws its own edges, as tables do. */
  flush?: boolean;
}) {
  return (
    <section className="panel min-w-0" aria-label={title} {...(id === undefined ? {} : { id })}>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="text-sm font-semibold">
          {title}
          {count !== undefined && (
            <span className="ml-2 font-normal text-soft tabular-nums">{count}</span>
          )}
        </h2>
        {aside}
      </div>
      <div className={flush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}

/** Says that there is nothing, and why or what to do. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="px-4 py-8 text-center">
      <p className="font-medium">{title}</p>
      {children !== undefined && (
        <div className="mx-auto mt-1 max-w-lg text-sm text-soft">{children}</div>
      )}
    </div>
  );
}

/** Names beside values. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-1.5 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
