import type { Random } from '../random.ts';

const copies = ['', '-2', '-3'] as const;

/** The end that the names of a copy have: nothing, `-2`, `-3`. */
export type CopyEnd = (typeof copies)[number];

/** Every shape three times, each with numbers of its own, so that one lucky hit is not the whole of a check. */
export function threefold<T extends { readonly name: string }>(
  random: Random,
  shapes: (random: Random, end: CopyEnd) => readonly T[],
): T[] {
  return copies.flatMap((end) =>
    shapes(random.fork(`copy${end}`), end).map((shape) => ({
      ...shape,
      name: ended(shape.name, end),
    })),
  );
}

/** Machines and managed accounts of a directory end in a dollar sign. */
function ended(name: string, end: CopyEnd): string {
  return name.endsWith('$') ? `${name.slice(0, -1)}${end}$` : `${name}${end}`;
}
