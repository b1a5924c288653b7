import { Dialog } from '@base-ui/react/dialog';
import { routes } from '@nonhuman/api-contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { answerOf } from '../api.ts';
import { KindIcon } from '../parts/kind-icon.tsx';
import { kindNames, providerName } from '../words.ts';
import { places } from './places.ts';

interface Hit {
  readonly id: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly about: string;
  readonly open: () => void;
}

/** A quick way to any page or identity. */
export function Palette({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup
          aria-label="Search"
          className="popup fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden"
        >
          <Dialog.Title className="sr-only">Search identities and pages</Dialog.Title>
          <Finder close={close} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ close }: { close: () => void }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const hits = useHits(text, close);
  const at = Math.min(active, Math.max(0, hits.length - 1));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0));
    else if (event.key === 'Enter') hits[at]?.open();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    document.querySelector(`#hit-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Search aria-hidden className="size-4 text-soft" />
        <input
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="palette-hits"
          aria-activedescendant={hits.length > 0 ? `hit-${at}` : undefined}
          aria-label="Search identities and pages"
          placeholder="Search identities and pages"
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-soft"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul
        id="palette-hits"
        role="listbox"
        aria-label="Results"
        className="max-h-80 overflow-y-auto p-1.5"
      >
        {hits.map((hit, index) => (
          <li
            key={hit.id}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === at}
            className={`flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-sm ${index === at ? 'bg-tint' : ''}`}
            onClick={hit.open}
            onKeyDown={onKeyDown}
            onPointerMove={() => setActive(index)}
          >
            {hit.icon}
            <span className="min-w-0 truncate font-medium">{hit.title}</span>
            <span className="ml-auto text-xs whitespace-nowrap text-soft">{hit.about}</span>
          </li>
        ))}
        {hits.length === 0 && <li className="px-3 py-6 text-center text-soft">Nothing found</li>}
      </ul>
    </>
  );
}

function useHits(text: string, close: () => void): Hit[] {
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 120);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    ...answerOf(routes.listIdentities, { query: { q, limit: 8, sort: 'risk' } }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const wanted = text.trim().toLowerCase();
  const pages = places
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .map(({ to, title, icon: Icon }) => ({
      id: to,
      icon: <Icon aria-hidden className="size-4 shrink-0 text-soft" />,
      title,
      about: 'Page',
      open: () => {
        close();
        void navigate({ to });
      },
    }));
  const identities = (wanted === '' ? [] : (found.data?.items ?? [])).map((row) => ({
    id: row.id,
    icon: <KindIcon kind={row.kind} />,
    title: row.name,
    about: `${kindNames[row.kind]} · ${providerName(row.provider)}`,
    open: () => {
      close();
      void navigate({ to: '/identities/$identityId', params: { identityId: row.id } });
    },
  }));
  return [...pages, ...identities];
}
