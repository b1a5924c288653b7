import type { z } from 'zod';

/** The words after the `?`, each once; lists are joined by commas. */
export type RawSearch = Record<string, string>;

/** Reads a query string into words. */
export function parseSearch(text: string): RawSearch {
  const found: RawSearch = {};
  for (const [name, value] of new URLSearchParams(text)) {
    found[name] = found[name] === undefined ? value : `${found[name]},${value}`;
  }
  return found;
}

/** Writes a query string that a person can read; what is empty is left out. */
export function stringifySearch(state: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text === undefined || text === null || text === '') continue;
    search.set(name, typeof text === 'string' ? text : JSON.stringify(text));
  }
  const written = search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return written === '' ? '' : `?${written}`;
}

/** Every part of a state; each may be absent. */
export type StateOf<S extends z.ZodRawShape> = {
  [Name in keyof z.output<z.ZodObject<S>>]?: z.output<z.ZodObject<S>>[Name] | undefined;
};

/** Keeps what the schema takes. A part that is not valid costs only itself, so an old link still opens. */
export function readState<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  raw: Record<string, unknown>,
): StateOf<S> {
  const kept: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(schema.shape)) {
    const given = raw[name];
    if (given === undefined) continue;
    const parsed = (part as z.ZodType).safeParse(given);
    if (parsed.success && parsed.data !== undefined) kept[name] = parsed.data;
  }
  return kept as StateOf<S>;
}

/** The list with the value put in or taken out; undefined when nothing is left. */
export function toggled<T extends string>(
  list: readonly T[] | undefined,
  value: T,
): T[] | undefined {
  const now = list ?? [];
  const next = now.includes(value) ? now.filter((item) => item !== value) : [...now, value];
  return next.length === 0 ? undefined : next;
}
