import { History } from 'lucide-react';

/** Shows the inventory as it was known at the end of a day; empty is now. */
export function AsOfPicker({
  value,
  change,
}: {
  value: string | undefined;
  change: (value: string | undefined) => void;
}) {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <label
      className={`field flex w-auto items-center gap-2 ${value === undefined ? '' : 'border-accent'}`}
    >
      <History aria-hidden className="size-4 text-soft" />
      <span className="whitespace-nowrap text-soft">As of</span>
      <input
        type="date"
        className="min-w-0 bg-transparent tabular-nums outline-none"
        max={today}
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => change(event.target.value === '' ? undefined : event.target.value)}
      />
    </label>
  );
}
