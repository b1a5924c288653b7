import type { Count } from '@nonhuman/api-contract';
import { useState } from 'react';
import { formatCount } from '../formats.ts';

const shown = 6;

/** One way to narrow a list: values with how many there are of each. */
export function Facet({
  title,
  counts,
  chosen,
  nameOf,
  choose,
}: {
  title: string;
  counts: readonly Count[];
  chosen: readonly string[];
  nameOf: (key: string) => string;
  choose: (key: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const present = counts.filter(({ key, count }) => count > 0 || chosen.includes(key));
  if (present.length === 0) return null;
  const visible = isOpen ? present : present.slice(0, shown);
  return (
    <fieldset className="border-t border-line py-3 first:border-0 first:pt-0">
      <legend className="float-left mb-1.5 w-full text-xs font-medium text-soft">{title}</legend>
      <ul className="clear-both">
        {visible.map(({ key, count }) => (
          <li key={key}>
            <label className="-mx-1.5 flex cursor-pointer items-center gap-2 rounded px-1.5 py-1 text-sm hover:bg-hover">
              <input
                type="checkbox"
                className="size-3.5 accent-accent"
                checked={chosen.includes(key)}
                onChange={() => choose(key)}
              />
              <span className="min-w-0 flex-1 truncate" title={nameOf(key)}>
                {nameOf(key)}
              </span>
              <span className="text-xs text-soft tabular-nums">{formatCount(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {present.length > shown && (
        <button type="button" className="link mt-1 text-xs" onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fewer' : `${present.length - shown} more`}
        </button>
      )}
    </fieldset>
  );
}
