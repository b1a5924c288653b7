/** A keyword to look for, and the number its owner knows it by. */
export interface Keyword {
  readonly text: string;
  readonly ignoreCase: boolean;
  readonly owner: number;
}

/** Where one keyword was seen. */
export interface KeywordHit {
  readonly owner: number;
  /** Offset of the keyword's first unit. */
  readonly at: number;
}

interface Gram {
  readonly units: readonly number[];
  readonly ignoreCase: readonly boolean[];
  readonly owner: number;
  /** Where the four-unit window begins, counted from the keyword's first unit; -1 is before it. */
  readonly offset: number;
}

/** A four-unit hash filter over every keyword of a detector set. */
export interface KeywordFilter {
  /** One bit for each hash: whether a window with this hash may matter. */
  readonly marks: Uint8Array;
  /** The windows with this hash. */
  readonly windows: ReadonlyMap<number, readonly Gram[]>;
}

/** Sparse enough that the 128 forms of each short keyword seldom mark what others look like. */
const hashBits = 20;
const multiplier = 0x9e3779b1;
/** Makes upper and lower case alike; what else it makes alike is told apart afterwards. */
const fold = 0x20;

/** Hash of four folded units packed low to high. */
function hashOf(packed: number): number {
  return Math.imul(packed, multiplier) >>> (32 - hashBits);
}

/**
 * Builds the filter.
 *
 * The scan looks at windows of four units at every even offset. A keyword of five or more is hashed
 * at its two rarest neighbouring offsets, one of which is even wherever the keyword stands. A
 * shorter keyword borrows the unit before or after it, with every value that unit can have.
 */
export function buildKeywordFilter(keywords: readonly Keyword[]): KeywordFilter {
  const marks = new Uint8Array(1 << (hashBits - 3));
  const windows = new Map<number, Gram[]>();
  for (const keyword of keywords) {
    for (const offset of windowOffsets(keyword.text)) {
      const gram = gramAt(keyword, offset);
      for (const hash of new Set(packedForms(keyword.text, offset).map(hashOf))) {
        marks[hash >>> 3] = (marks[hash >>> 3] ?? 0) | (1 << (hash & 7));
        windows.set(hash, [...(windows.get(hash) ?? []), gram]);
      }
    }
  }
  return { marks, windows };
}

function gramAt(keyword: Keyword, offset: number): Gram {
  const units = Array.from(keyword.text, (letter) =>
    keyword.ignoreCase ? lowered(letter.charCodeAt(0)) : letter.charCodeAt(0),
  );
  return {
    units,
    ignoreCase: units.map((unit) => keyword.ignoreCase && unit >= 97 && unit <= 122),
    owner: keyword.owner,
    offset,
  };
}

/** Offsets of two neighbouring windows, so that one of them is even wherever the keyword stands. */
function windowOffsets(text: string): readonly number[] {
  if (text.length < 5) return [-1, 0];
  let best = 0;
  for (let offset = 1; offset + 5 <= text.length; offset++) {
    if (commonness(text, offset) < commonness(text, best)) best = offset;
  }
  return [best, best + 1];
}

/** How ordinary the five units from an offset are in source text: higher is more ordinary. */
function commonness(text: string, offset: number): number {
  const ordinary = 'zqjxkvbywgpfmhcdulrsinoatoe ';
  let sum = 0;
  for (const letter of text.slice(offset, offset + 5)) {
    sum += Math.max(0, ordinary.lastIndexOf(letter.toLowerCase()));
  }
  return sum;
}

/** Every packed window the keyword can give at an offset: one, or 128 when it borrows a unit. */
function packedForms(text: string, offset: number): readonly number[] {
  const window = [0, 1, 2, 3].map((step) => text.charCodeAt(offset + step));
  const borrowed = window.findIndex((unit) => Number.isNaN(unit));
  if (borrowed === -1) return [pack(window)];
  const folded = Array.from({ length: 256 }, (_, unit) => unit).filter((unit) => unit & fold);
  return folded.map((unit) => pack(window.with(borrowed, unit)));
}

function pack(window: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0] = window;
  return a | fold | ((b | fold) << 8) | ((c | fold) << 16) | ((d | fold) << 24);
}

function lowered(unit: number): number {
  return unit >= 65 && unit <= 90 ? unit + 32 : unit;
}

/** Calls `onHit` for each keyword that stands in the text, in order of where its window was seen. */
export function eachKeyword(
  filter: KeywordFilter,
  text: string,
  onHit: (hit: KeywordHit) => void,
): void {
  const { marks, windows } = filter;
  const last = text.length - 4;
  if (last < 0) return;
  let packed = (((text.charCodeAt(0) | fold) & 0xff) << 16) | ((text.charCodeAt(1) | fold) << 24);
  for (let at = 0; at <= last; at += 2) {
    packed =
      (packed >>> 16) |
      (((text.charCodeAt(at + 2) | fold) & 0xff) << 16) |
      ((text.charCodeAt(at + 3) | fold) << 24);
    const hash = hashOf(packed);
    if (((marks[hash >>> 3] ?? 0) & (1 << (hash & 7))) === 0) continue;
    for (const gram of windows.get(hash) ?? []) {
      const start = at - gram.offset;
      if (start >= 0 && standsInText(gram, text, start)) onHit({ owner: gram.owner, at: start });
    }
  }
}

function standsInText(gram: Gram, text: string, start: number): boolean {
  for (let i = 0; i < gram.units.length; i++) {
    const unit = text.charCodeAt(start + i);
    if (gram.units[i] !== (gram.ignoreCase[i] ? unit | fold : unit)) return false;
  }
  return true;
}

/** Whether any keyword stands in the bytes and `accept` agrees to its place. */
export function someKeywordInBytes(
  filter: KeywordFilter,
  bytes: Uint8Array,
  accept: (hit: KeywordHit) => boolean,
): boolean {
  const { marks, windows } = filter;
  const last = bytes.length - 4;
  if (last < 0) return false;
  let packed = ((byteAt(bytes, 0) | fold) << 16) | ((byteAt(bytes, 1) | fold) << 24);
  for (let at = 0; at <= last; at += 2) {
    packed =
      (packed >>> 16) |
      ((byteAt(bytes, at + 2) | fold) << 16) |
      ((byteAt(bytes, at + 3) | fold) << 24);
    const hash = hashOf(packed);
    if (((marks[hash >>> 3] ?? 0) & (1 << (hash & 7))) === 0) continue;
    for (const gram of windows.get(hash) ?? []) {
      const start = at - gram.offset;
      if (start < 0 || !standsInBytes(gram, bytes, start)) continue;
      if (accept({ owner: gram.owner, at: start })) return true;
    }
  }
  return false;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function standsInBytes(gram: Gram, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < gram.units.length; i++) {
    const unit = byteAt(bytes, start + i);
    if (gram.units[i] !== (gram.ignoreCase[i] ? unit | fold : unit)) return false;
  }
  return true;
}
