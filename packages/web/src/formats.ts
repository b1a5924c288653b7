import type { Observed } from '@nonhuman/model';

const dayMs = 86_400_000;
const steps = [
  ['year', 365 * dayMs],
  ['month', 30 * dayMs],
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const absolute = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const counted = new Intl.NumberFormat('en');

/** `3 days ago`, `in 2 months`; under a minute it is `just now`. */
export function formatAgo(timestamp: string, now: Date): string {
  const distance = new Date(timestamp).getTime() - now.getTime();
  for (const [unit, size] of steps) {
    if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
  }
  return 'just now';
}

/** Date and time in UTC, said so. */
export function formatMoment(timestamp: string): string {
  return `${absolute.format(new Date(timestamp))} UTC`;
}

/** The day in UTC. */
export function formatDay(timestamp: string): string {
  return day.format(new Date(timestamp));
}

export function formatCount(count: number): string {
  return counted.format(count);
}

/** `1 finding`, `2,300 findings`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** What a cell says of a time that may not have been told. Unknown never reads like never. */
export interface ObservedText {
  readonly state: Observed<string>['state'];
  readonly text: string;
  /** More for those who ask: the moment, or why it is not known. */
  readonly more: string;
}

/** Puts an observed time into words; `never` is said in the words of what it is about. */
export function observedText(
  value: Observed<string>,
  { now, never }: { now: Date; never: string },
): ObservedText {
  switch (value.state) {
    case 'seen':
      return {
        state: 'seen',
        text: formatAgo(value.value, now),
        more: formatMoment(value.value),
      };
    case 'never':
      return { state: 'never', text: never, more: `${never}: the provider tells so` };
    case 'unknown':
      return { state: 'unknown', text: 'Not known', more: `Not known: ${value.because}` };
    default:
      return value satisfies never;
  }
}

/** `service-account` → `Service account`. */
export function sentence(word: string): string {
  const text = word.replaceAll(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first letter as a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `versionPinned` → `Version pinned`. */
export function fieldName(name: string): string {
  return sentence(
    name
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replaceAll('.', ' › '),
  );
}

/** A JSON value on one line, for a person. */
export function jsonText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return value.join(', ');
  return JSON.stringify(value);
}

/** A path and line as tools print it: `/home/ci/.npmrc:3`. */
export function placeText({
  locator,
  line,
}: {
  locator: string;
  line?: number | undefined;
}): string {
  return line === undefined ? locator : `${locator}:${line}`;
}

/** The end of a long path, with its line: `…/repos/billing/.env:3`. */
export function shortPlace(place: { locator: string; line?: number | undefined }): string {
  const text = placeText(place);
  if (text.length <= 40) return text;
  const parts = text.split('/');
  return parts.length > 4 ? `…/${parts.slice(-3).join('/')}` : text;
}
