import type { HistoryEntry } from '@nonhuman/api-contract';
import { CircleMinus, CirclePlus, Pencil, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { fieldName, formatMoment, jsonText, sentence } from '../formats.ts';
import { Ago } from './time.tsx';

const looks = {
  appeared: { icon: CirclePlus, color: 'text-good', verb: 'appeared' },
  changed: { icon: Pencil, color: 'text-accent', verb: 'changed' },
  gone: { icon: CircleMinus, color: 'text-critical', verb: 'is gone' },
  returned: { icon: Undo2, color: 'text-high', verb: 'returned' },
} as const;

/** One change of one row, with what each field was and is. */
export function HistoryLine({ entry, mark }: { entry: HistoryEntry; mark?: ReactNode }) {
  const { icon: Icon, color, verb } = looks[entry.change];
  return (
    <li className="flex gap-3 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${color}`} />
      <div className="min-w-0 flex-1">
        <p>
          {sentence(entry.thing.noun)}{' '}
          <span className="font-medium break-words">{entry.thing.name}</span> {verb}{' '}
          <span className="text-soft">
            <Ago at={entry.at} />
          </span>{' '}
          {mark}
        </p>
        {entry.fields.length > 0 && (
          <ul className="mt-1 space-y-1">
            {entry.fields.map((field) => (
              <li key={field.field} className="grid gap-x-3 sm:grid-cols-[10rem_1fr]">
                <span className="text-soft">{fieldName(field.field)}</span>
                <span className="min-w-0 break-words">
                  <del className="text-soft no-underline line-through">{shown(field.before)}</del>
                  <span aria-hidden className="px-1.5 text-soft">
                    →
                  </span>
                  <ins className="font-medium no-underline">{shown(field.after)}</ins>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

const isTimestamp = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value of a field; observed values read as they do elsewhere. */
function shown(value: HistoryEntry['fields'][number]['before']): string {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    if (value['state'] === 'seen') return shown(value['value'] ?? null);
    if (value['state'] === 'never') return 'never';
    if (value['state'] === 'unknown') return 'not known';
  }
  if (typeof value === 'string' && isTimestamp.test(value)) return formatMoment(value);
  return value === null ? 'absent' : jsonText(value);
}
