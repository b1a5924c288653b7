import { type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';
import type { Moment } from '../schema.ts';

/** The moment as a timestamp; null when it is absent or no date. */
export function timeOf(moment: Moment | undefined): Timestamp | null {
  if (moment === undefined) return null;
  if (typeof moment === 'number') return timestampOf(moment * 1000);
  if (typeof moment === 'string') return timestampOf(moment);
  const { year, month, day, hour, minute, second } = moment;
  return timestampOf(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** The moment when it was told, else unknown for that reason. */
export function observedTime(moment: Moment | undefined, because: string): Observed<Timestamp> {
  const time = timeOf(moment);
  return time === null ? unknown(because) : seen(time);
}
