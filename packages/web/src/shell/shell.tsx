import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Modal } from '../parts/modal.tsx';
import { Outline } from '../parts/view.tsx';
import { setSessionOver, useIsSessionOver } from '../session.ts';
import { shortcutList, useKeys } from '../shortcuts.ts';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { places } from './places.ts';
import { SignedOut } from './signed-out.tsx';

/** What stands around every page. */
export function Shell() {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isListOpen, setListOpen] = useState(false);
  const isBare = useRouterState({ select: ({ location }) => location.pathname === '/login' });
  const isSessionOver = useIsSessionOver();
  const queryClient = useQueryClient();
  const retry = () => {
    setSessionOver(false);
    void queryClient.resetQueries();
  };
  useGlobalKeys({ openPalette: () => setPaletteOpen(true), openList: () => setListOpen(true) });
  useTitle();
  if (isBare) return <Outlet />;
  if (isSessionOver) return <SignedOut retry={retry} />;
  return (
    <div className="min-h-dvh lg:flex">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Navigation
        openPalette={() => setPaletteOpen(true)}
        openShortcuts={() => setListOpen(true)}
      />
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        <div className="mx-auto max-w-[90rem] px-4 py-5 sm:px-6 lg:px-8 lg:py-7">
          <Suspense fallback={<Outline lines={6} />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
      <Palette isOpen={isPaletteOpen} close={() => setPaletteOpen(false)} />
      <ShortcutList isOpen={isListOpen} close={() => setListOpen(false)} />
    </div>
  );
}

function useTitle() {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const place = places.find(({ to }) =>
      to === '/' ? pathname === '/' : pathname.startsWith(to),
    );
    document.title = place === undefined ? 'Nonhuman' : `${place.title} · Nonhuman`;
  }, [pathname]);
}

function useGlobalKeys({
  openPalette,
  openList,
}: {
  openPalette: () => void;
  openList: () => void;
}) {
  const navigate = useNavigate();
  const isGoing = useRef(false);
  const open = useRef({ openPalette, openList });
  open.current = { openPalette, openList };

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      open.current.openPalette();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  const keys = useMemo(
    () => ({
      '?': () => open.current.openList(),
      '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
      g: () => {
        isGoing.current = true;
        setTimeout(() => {
          isGoing.current = false;
        }, 1200);
      },
    }),
    [],
  );
  useKeys(keys);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const place = places.find(({ go }) => go === event.key);
      if (!isGoing.current || place === undefined) return;
      isGoing.current = false;
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate({ to: place.to });
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, [navigate]);
}

function ShortcutList({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  return (
    <Modal isOpen={isOpen} close={close} title="Keyboard shortcuts">
      <dl className="divide-y divide-line text-sm">
        {shortcutList.map(([keys, does]) => (
          <div key={keys} className="flex items-center justify-between gap-4 py-2">
            <dt>{does}</dt>
            <dd>
              <kbd className="rounded border border-line bg-canvas px-1.5 py-0.5 font-mono text-xs">
                {keys}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
