import { createHash } from 'node:crypto';

/** When and on which line each exposure was seen, over all reports of a run; some 80 bytes an exposure. */
export interface Sightings {
  readonly index: Map<number, number>;
  /** Four numbers an exposure: first and last commit (epoch ms), the line, and how new that is; NaN where not told. */
  numbers: Float64Array;
}

/** What is known of one exposure after a further sighting. */
export interface Sighted {
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** On which line the newest sighting was; one without a date counts as now. */
  readonly line: number | null;
  /** No earlier sighting is known. */
  readonly isFirst: boolean;
}

/** Nothing seen yet. */
export function startSightings(): Sightings {
  return { index: new Map(), numbers: new Float64Array(4 * 1024) };
}

/** Notes a sighting. Whatever the order of sightings, the last answer is the same. */
export function noteSighting(
  sightings: Sightings,
  key: string,
  seen: { readonly at: number | null; readonly line: number | null },
): Sighted {
  const place = placeOf(sightings, key);
  const { numbers } = sightings;
  const [first, last, line, newest] = numbers.subarray(place, place + 4);
  const at = seen.at ?? Number.NaN;
  const rank = seen.at ?? Number.POSITIVE_INFINITY;
  const own = seen.line ?? Number.NaN;
  numbers[place] = pick(first, at, Math.min);
  numbers[place + 1] = pick(last, at, Math.max);
  const isNewer = newest === undefined || Number.isNaN(newest) || rank > newest;
  if (isNewer) numbers[place + 2] = own;
  else if (rank === newest) numbers[place + 2] = pick(line, own, Math.min);
  numbers[place + 3] = pick(newest, rank, Math.max);
  const earliest = numbers[place] ?? Number.NaN;
  return {
    firstAt: toldOrNull(earliest),
    lastAt: toldOrNull(numbers[place + 1]),
    line: toldOrNull(numbers[place + 2]),
    isFirst: Number.isNaN(earliest) || at === earliest,
  };
}

function pick(
  known: number | undefined,
  told: number,
  better: (one: number, other: number) => number,
): number {
  if (known === undefined || Number.isNaN(known)) return told;
  return Number.isNaN(told) ? known : better(known, told);
}

function toldOrNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

function placeOf(sightings: Sightings, key: string): number {
  const digest = createHash('sha256').update(key).digest().readUIntBE(0, 6);
  const known = sightings.index.get(digest);
  if (known !== undefined) return known;
  const place = sightings.index.size * 4;
  sightings.index.set(digest, place);
  if (place + 4 > sightings.numbers.length) {
    const grown = new Float64Array(sightings.numbers.length * 2);
    grown.set(sightings.numbers);
    sightings.numbers = grown;
  }
  sightings.numbers.fill(Number.NaN, place, place + 4);
  return place;
}
