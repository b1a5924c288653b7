/** A source of numbers that a seed decides wholly. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One of the characters of a string. */
  of(characters: string): string;
  /** So many characters of a string's. */
  text(characters: string, length: number): string;
}

/** A seeded source (mulberry32): the same seed gives the same examples everywhere. */
export function randomFrom(seed: number): Random {
  let state = (seed * 0x9e3779b1 + 0x2545f491) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const of = (characters: string) => characters.charAt(below(characters.length));
  const text = (characters: string, length: number) =>
    Array.from({ length }, () => of(characters)).join('');
  return { below, of, text };
}
