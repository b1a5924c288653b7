import type { IdentityRow } from '@nonhuman/api-contract';
import { BadgeCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { countOf } from '../../formats.ts';
import { OwnerDialog } from '../../parts/owner-dialog.tsx';
import type { Column } from '../../parts/table.tsx';
import { useKeys } from '../../shortcuts.ts';

/** As many as one statement may be about. */
const most = 500;

/** Which identities are chosen, to state one thing about all of them; and the columns with the one to choose by. */
export function useSelection(columns: readonly Column<IdentityRow>[], isOffered: boolean) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const column = useMemo(
    (): Column<IdentityRow> => ({
      id: 'select',
      title: 'Select',
      isName: true,
      className: 'w-8',
      headClassName: 'text-transparent',
      cell: ({ id, name }) => (
        <input
          type="checkbox"
          className="mt-0.5 size-4 accent-accent"
          aria-label={`Select ${name}`}
          checked={selected.has(id)}
          disabled={!selected.has(id) && selected.size >= most}
          onChange={() => {
            const next = new Set(selected);
            if (!next.delete(id)) next.add(id);
            setSelected(next);
          }}
        />
      ),
    }),
    [selected],
  );
  const all = useMemo(
    () => (isOffered ? [column, ...columns] : columns),
    [column, columns, isOffered],
  );
  return { selected, columns: all, clear: () => setSelected(new Set()) };
}

/** What can be done with those that are chosen; nothing when none is. */
export function SelectionBar({
  selected,
  clear,
}: {
  selected: ReadonlySet<string>;
  clear: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const isAny = selected.size > 0;
  const keys = useMemo(() => (isAny ? { o: () => setOpen(true) } : {}), [isAny]);
  useKeys(keys);
  if (!isAny) return null;
  return (
    <div
      role="region"
      aria-label="Selection"
      className="sticky top-12 z-20 mb-4 flex flex-wrap items-center gap-3 rounded-md border border-accent/40 bg-tint px-3 py-2 text-sm lg:top-0"
    >
      <span className="tabular-nums">
        {countOf(selected.size, 'identity', 'identities')} selected
      </span>
      <button
        type="button"
        className="button"
        title="State who answers for them (o)"
        onClick={() => setOpen(true)}
      >
        <BadgeCheck aria-hidden className="size-4" />
        Attest owner
      </button>
      <button type="button" className="link" onClick={clear}>
        Clear
      </button>
      <OwnerDialog
        isOpen={isOpen}
        close={() => setOpen(false)}
        done={clear}
        subject={{ subjectIds: [...selected] }}
        title={`Who answers for ${countOf(selected.size, 'identity', 'identities')}?`}
      />
    </div>
  );
}
