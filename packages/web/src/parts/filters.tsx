import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A search field that waits for a pause in typing. `/` puts the cursor there. */
export function SearchField({
  value,
  change,
  label,
}: {
  value: string;
  change: (value: string) => void;
  label: string;
}) {
  const [text, setText] = useState(value);
  const given = useRef(value);
  useEffect(() => {
    if (given.current !== value) {
      given.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === given.current) return undefined;
    const timer = setTimeout(() => {
      given.current = text;
      change(text);
    }, 250);
    return () => clearTimeout(timer);
  }, [text, change]);
  return (
    <div className="relative min-w-0 flex-1 basis-44">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-soft" />
      <input
        type="search"
        data-search
        className="field pr-8 pl-8"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
      <kbd className="absolute top-1.5 right-2 rounded border border-line px-1.5 text-xs text-soft max-md:hidden">
        /
      </kbd>
    </div>
  );
}

/** A filter that is in force, with a button that takes it away. */
export function FilterChip({ name, remove }: { name: string; remove: () => void }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-md bg-tint py-0.5 pr-0.5 pl-2 text-sm">
      {name}
      <button
        type="button"
        className="inline-flex size-6 items-center justify-center rounded hover:bg-hover"
        aria-label={`Remove filter ${name}`}
        onClick={remove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly name: string;
}

/** A list to choose one value from; the first line takes the choice back. */
export function Choose<T extends string>({
  label,
  any,
  value,
  choices,
  change,
}: {
  label: string;
  /** What it says when nothing is chosen. */
  any: string;
  value: T | undefined;
  choices: readonly Choice<T>[];
  change: (value: T | undefined) => void;
}) {
  return (
    <select
      aria-label={label}
      className={`field w-auto max-w-52 max-sm:max-w-full ${value === undefined ? '' : 'border-accent text-accent'}`}
      value={value ?? ''}
      onChange={(event) =>
        change(choices.find((choice) => choice.value === event.target.value)?.value)
      }
    >
      <option value="">{any}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.name}
        </option>
      ))}
    </select>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="mb-4 flex flex-wrap items-center gap-2">{children}</div>;
}
