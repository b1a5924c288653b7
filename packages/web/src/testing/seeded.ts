/** Choices that come out the same for the same seed. */
export interface Seeded {
  /** From 0 to 1, 1 left out. */
  next(): number;
  /** From 0 to `below`, itself left out. */
  int(below: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
}

export function seeded(seed: number): Seeded {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    pick: (list) => list[int(list.length)] ?? list[0],
    chance: (probability) => next() < probability,
  };
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** An id of the right shape that is told from any other by its number. */
export function idOf(prefix: string, number: number): string {
  let rest = number;
  let text = '';
  for (let at = 0; at < 26; at += 1) {
    text = `${letters[rest % 32] ?? 'a'}${text}`;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${text}`;
}
