import { routes } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { Keyboard, Menu, Search } from 'lucide-react';
import { useState } from 'react';
import { useAnswer } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { places } from './places.ts';
import { ThemeSwitch } from './theme-switch.tsx';

interface Openers {
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
}

/** The way between pages: a column beside the page, or a bar with a menu above it. */
export function Navigation(openers: Openers) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-panel px-2 lg:hidden">
        <button
          type="button"
          className="icon-button"
          aria-label="Menu"
          aria-expanded={isOpen}
          aria-controls="navigation"
          onClick={() => setOpen(!isOpen)}
        >
          <Menu aria-hidden className="size-5" />
        </button>
        <Brand />
        <button
          type="button"
          className="icon-button ml-auto"
          aria-label="Search"
          onClick={openers.openPalette}
        >
          <Search aria-hidden className="size-5" />
        </button>
      </header>
      <nav
        id="navigation"
        aria-label="Pages"
        className={`${isOpen ? 'flex' : 'hidden'} fixed inset-x-0 top-12 bottom-0 z-30 flex-col gap-1 overflow-y-auto bg-panel p-3 lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-56 lg:shrink-0 lg:border-r lg:border-line`}
      >
        <div className="mb-3 px-1 pt-1 max-lg:hidden">
          <Brand />
        </div>
        <button
          type="button"
          className="field mb-3 flex items-center gap-2 text-left text-soft max-lg:hidden"
          onClick={openers.openPalette}
        >
          <Search aria-hidden className="size-4" />
          Search
          <kbd className="ml-auto rounded border border-line px-1 text-xs">Ctrl K</kbd>
        </button>
        <PageLinks close={() => setOpen(false)} />
        <div className="mt-auto flex items-center justify-between gap-2 pt-4">
          <ThemeSwitch />
          <button
            type="button"
            className="icon-button max-lg:hidden"
            aria-label="Keyboard shortcuts"
            title="Keyboard shortcuts (?)"
            onClick={openers.openShortcuts}
          >
            <Keyboard aria-hidden className="size-4" />
          </button>
        </div>
      </nav>
    </>
  );
}

function PageLinks({ close }: { close: () => void }) {
  return (
    <ul className="space-y-0.5">
      {places.map(({ to, title, icon: Icon }) => (
        <li key={to}>
          <Link
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm font-medium max-lg:py-2.5 max-lg:text-base"
            activeProps={{ className: 'bg-tint text-accent' }}
            inactiveProps={{ className: 'text-soft hover:bg-hover hover:text-ink' }}
            onClick={close}
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Says whose inventory this is when it is not the usual one: made-up data must not be taken for one's own. */
function Workspace() {
  const { data } = useAnswer(routes.getVersion, {});
  if (data === undefined || data.workspace === 'default') return null;
  const isDemo = data.workspace === 'demo';
  return (
    <span
      className="max-w-24 truncate"
      title={isDemo ? 'A made-up company: nothing here is yours' : `Workspace ${data.workspace}`}
    >
      <Badge tone="warn">{isDemo ? 'Demo' : data.workspace}</Badge>
    </span>
  );
}

function Brand() {
  return (
    <Link to="/" className="inline-flex items-center gap-2 px-1 font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden className="size-5">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M10 22V10l12 12V10"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-on-accent"
        />
      </svg>
      Nonhuman
      <Workspace />
    </Link>
  );
}
