import type { ReactNode } from 'react';
import { formatCount } from '../formats.ts';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly count: number;
  /** A background class; the accent unless told. */
  readonly fill?: string;
  /** Wraps the label and makes the line lead somewhere. */
  readonly link?: (label: ReactNode) => ReactNode;
}

/** Counts as bars from zero on one scale; each says its number. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className="space-y-2">
      {bars.map(({ key, label, count, fill = 'bg-accent', link }) => (
        <li key={key} className="text-sm">
          <div className="mb-1 flex items-center justify-between gap-3">
            <span className="flex min-w-0 items-center truncate">
              {link === undefined ? label : link(label)}
            </span>
            <span className="tabular-nums">{formatCount(count)}</span>
          </div>
          <div className="h-1.5 rounded-full bg-hover">
            <div
              className={`h-1.5 rounded-full ${fill}`}
              style={{ width: count === 0 ? 0 : `max(3px, ${(count / most) * 100}%)` }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
