import { type FindingRow, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import { usePages } from '../../api.ts';
import { countOf } from '../../formats.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Nothing, PageHead } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';
import { useKeys } from '../../shortcuts.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { FindingFilterBar } from './filter-bar.tsx';
import { FindingPanel } from './finding-panel.tsx';
import { FindingGroups, groupByCheck, visibleOf } from './groups.tsx';

const route = getRouteApi('/findings');

function FindingsPage() {
  const { finding: openId, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const { query, items, view } = usePages(routes.listFindings, {
    query: { ...filters, limit: 200 },
  });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [toAccept, setToAccept] = useState<readonly string[]>([]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => groupByCheck(items ?? []), [items]);
  const visible = useMemo(() => visibleOf(groups, unfolded), [groups, unfolded]);
  const open = (finding: string | undefined) =>
    void navigate({
      search: (now) => ({ ...now, finding }),
      replace: openId !== undefined,
      resetScroll: false,
    });
  const toggle = (id: string) => setSelected(withToggled(selected, id));
  const { cursor, setCursor } = useTriageKeys({
    visible,
    openId,
    open,
    toggle,
    selected,
    accept: setToAccept,
  });

  return (
    <>
      <PageHead
        title="Findings"
        about={<About asOf={filters.asOf} />}
        actions={<ExportMenu of="findings" />}
      />
      <FindingFilterBar />
      <SelectionBar
        selected={selected}
        clear={() => setSelected(new Set())}
        accept={() => setToAccept([...selected])}
      />
      <View query={view} lines={10}>
        {() => (
          <div
            className={
              openId === undefined ? '' : 'xl:grid xl:grid-cols-[minmax(0,1fr)_30rem] xl:gap-4'
            }
          >
            <div className={`min-w-0 space-y-4 ${query.isPlaceholderData ? 'opacity-60' : ''}`}>
              {groups.length === 0 && <NoFinding />}
              <FindingGroups
                {...{ groups, unfolded, selected, toggle, open, openId, cursor, setCursor }}
                isPlain={onlyState(filters)}
                unfold={(checkId) => setUnfolded(withToggled(unfolded, checkId))}
              />
              {query.hasNextPage && <MoreButton more={query.fetchNextPage} />}
            </div>
            {openId !== undefined && (
              <FindingPanel
                findingId={openId}
                close={() => open(undefined)}
                accept={() => setToAccept([openId])}
                show={open}
              />
            )}
          </div>
        )}
      </View>
      <AcceptDialog
        findingIds={toAccept}
        close={() => setToAccept([])}
        done={() => setSelected(new Set())}
      />
    </>
  );
}

function About({ asOf }: { asOf: string | undefined }) {
  return (
    <>
      {asOf === undefined
        ? 'What is wrong, grouped by check, the worst first.'
        : `As they stood at the end of ${asOf}: state and severity of that day, the wording of their last evaluation.`}{' '}
      <span className="max-lg:hidden">j and k move, Enter opens, a accepts.</span>
    </>
  );
}

function NoFinding() {
  return (
    <div className="panel">
      <Nothing title="No finding fits">
        Nothing is wrong in what was read, or a filter hides it.
      </Nothing>
    </div>
  );
}

function onlyState(filters: object): boolean {
  return Object.values(filters).every((value) => value === undefined);
}

function withToggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** j and k move a mark through what is shown; Enter opens, x selects, a accepts. */
function useTriageKeys({
  visible,
  openId,
  open,
  toggle,
  selected,
  accept,
}: {
  visible: readonly FindingRow[];
  openId: string | undefined;
  open: (id: string | undefined) => void;
  toggle: (id: string) => void;
  selected: ReadonlySet<string>;
  accept: (ids: readonly string[]) => void;
}) {
  const [cursor, setCursor] = useState<string | undefined>(openId);
  const at = visible.findIndex(({ id }) => id === cursor);
  const move = (to: number) => {
    const next = visible[Math.max(0, Math.min(visible.length - 1, to))];
    if (next === undefined) return;
    setCursor(next.id);
    document.querySelector(`[data-finding="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
    if (openId !== undefined) open(next.id);
  };
  const acceptNow = () => {
    const states = new Map<string, FindingRow['state']>(
      visible.map(({ id, state }) => [id, state]),
    );
    const wanted = selected.size > 0 ? [...selected] : cursor === undefined ? [] : [cursor];
    accept(wanted.filter((id) => states.get(id) === 'open'));
  };
  useKeys({
    j: () => move(at + 1),
    k: () => move(at === -1 ? 0 : at - 1),
    Enter: () => cursor !== undefined && open(cursor),
    x: () => cursor !== undefined && toggle(cursor),
    a: acceptNow,
    Escape: () => open(undefined),
  });
  return { cursor, setCursor };
}

function SelectionBar({
  selected,
  clear,
  accept,
}: {
  selected: ReadonlySet<string>;
  clear: () => void;
  accept: () => void;
}) {
  if (selected.size === 0) return null;
  return (
    <div
      role="region"
      aria-label="Selection"
      className="popup sticky top-14 z-20 mb-4 flex flex-wrap items-center gap-2 px-4 py-2 lg:top-3"
    >
      <span className="mr-auto text-sm font-medium">
        {countOf(selected.size, 'finding')} selected
      </span>
      <button type="button" className="button-quiet" onClick={clear}>
        Clear
      </button>
      <button type="button" className="button-main" onClick={accept}>
        <Check aria-hidden className="size-4" />
        Accept
      </button>
    </div>
  );
}

export const page = createLazyRoute('/findings')({ component: FindingsPage });
