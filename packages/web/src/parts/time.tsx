import type { Observed } from '@nonhuman/model';
import { CircleHelp } from 'lucide-react';
import { formatAgo, formatMoment, observedText } from '../formats.ts';
import { Tip } from './tip.tsx';

/** A moment, relative, with the absolute one in its title. */
export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatMoment(at)} className="whitespace-nowrap tabular-nums">
      {formatAgo(at, new Date())}
    </time>
  );
}

/** A time that may not have been told: seen, never and not known look and read differently. */
export function ObservedTime({ value, never }: { value: Observed<string>; never: string }) {
  if (value.state === 'seen') return <Ago at={value.value} />;
  const { text, more } = observedText(value, { now: new Date(), never });
  if (value.state === 'never') return <span className="whitespace-nowrap">{text}</span>;
  return (
    <Tip text={more}>
      <span className="inline-flex items-center gap-1 whitespace-nowrap text-soft italic">
        {text}
        <CircleHelp aria-hidden className="size-3.5" />
      </span>
    </Tip>
  );
}
