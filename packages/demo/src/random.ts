import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** Throws for an empty list. */
  pick<T>(from: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** `length` letters of the alphabet. */
  text(alphabet: string, length: number): string;
  bytes(length: number): Buffer;
  shuffled<T>(list: readonly T[]): T[];
  /** Numbers of their own under a name, which do not move when others are drawn. */
  fork(name: string): Random;
}

/** Numbers of a seed. */
export function randomOf(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  const next = sequence([0, 4, 8, 12].map((at) => digest.readUInt32LE(at)));
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    chance: (probability) => next() < probability,
    text(alphabet, length) {
      let text = '';
      for (let index = 0; index < length; index += 1)
        text += alphabet[between(0, alphabet.length - 1)];
      return text;
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => between(0, 255))),
    shuffled(list) {
      const rest = [...list];
      for (let last = rest.length - 1; last > 0; last -= 1) {
        const at = between(0, last);
        const moved = rest[last];
        const taken = rest[at];
        if (moved === undefined || taken === undefined) continue;
        rest[at] = moved;
        rest[last] = taken;
      }
      return rest;
    },
    fork: (name) => randomOf(`${seed}/${name}`),
  };
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand): small, fast, and the same everywhere. */
function sequence(state: readonly number[]): () => number {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  return () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}

export const digits = '0123456789';
export const hexDigits = '0123456789abcdef';
export const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const lowerAndDigits = 'abcdefghijklmnopqrstuvwxyz0123456789';
