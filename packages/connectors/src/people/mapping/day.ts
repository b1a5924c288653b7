import { type Observed, seen, type Timestamp, unknown } from '@nonhuman/model';

/** How days are written where they can be read in two ways. */
export const dayOrders = ['DD/MM/YYYY', 'MM/DD/YYYY'] as const;
export type DayOrder = (typeof dayOrders)[number];

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/;
const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
const named = /^(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})$/i;
const months = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * The end of a person's last day, in UTC. Unknown, with the reason, when the text is no day or can be
 * read in two ways and nothing tells which.
 */
export function lastDayOf(text: string, order: DayOrder | null): Observed<Timestamp> {
  const written = text.trim();
  const [, year, month, day] = iso.exec(written) ?? [];
  if (year !== undefined) return endOf(Number(year), Number(month), Number(day));
  const dotted = german.exec(written);
  if (dotted) return endOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const worded = named.exec(written);
  if (worded) {
    const at = months.indexOf((worded[2] ?? '').toLowerCase());
    if (at >= 0 && at % 3 === 0) return endOf(Number(worded[3]), at / 3 + 1, Number(worded[1]));
  }
  const parts = slashed.exec(written);
  if (parts === null) return unknown('the last day is not written as a day');
  const [first, second, inYear] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const isDayFirst = order === 'DD/MM/YYYY' || (order === null && (first > 12 || first === second));
  const isMonthFirst = order === 'MM/DD/YYYY' || (order === null && second > 12);
  if (!isDayFirst && !isMonthFirst)
    return unknown('the last day can be read in two ways; --option days=DD/MM/YYYY tells which');
  return isDayFirst ? endOf(inYear, second, first) : endOf(inYear, first, second);
}

function endOf(year: number, month: number, day: number): Observed<Timestamp> {
  const date = new Date(Date.UTC(year, month - 1, day, 23, 59, 59, 999));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? seen(date.toISOString()) : unknown('the last day is no day of the calendar');
}
