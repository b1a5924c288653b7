/** A value of a parsed document, before anybody has looked at its shape. */
export type Json = string | number | boolean | null | Json[] | JsonRecord;
/** A mapping of a parsed document. Its keys are the file's: only own properties count. */
export interface JsonRecord {
  [key: string]: Json;
}

/** Reads one own property or element; undefined when it is not there. Never sees `Object.prototype`. */
export function at(
  value: Json | undefined,
  ...path: readonly (string | number)[]
): Json | undefined {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.hasOwn(current, step) ? (current as JsonRecord)[String(step)] : undefined;
  }
  return current;
}

/** Whether the value is a mapping. */
export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a mapping; none when it is something else. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The elements of a list; none when it is something else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** One value or a list of them, as a list; nothing gives none. */
export function oneOrMore(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Text that is not empty, or null. Numbers and booleans are written out: formats quote them at will. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The texts of one value or a list of them. */
export function textsOf(value: Json | undefined): string[] {
  return oneOrMore(value)
    .map(textOf)
    .filter((text) => text !== null);
}

/** A scalar together with where it stands. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean;
}

/** Whether a value is nested more than so many levels deep: then whoever walks it by recursion must not. */
export function isDeeperThan(value: Json, levels: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

/** Every scalar of a value, in order, depth first; stops after `limit`. */
export function leavesOf(value: Json | undefined, limit = 100_000): Leaf[] {
  const leaves: Leaf[] = [];
  const waiting: { value: Json; path: readonly (string | number)[] }[] =
    value === undefined ? [] : [{ value, path: [] }];
  for (let next = waiting.pop(); next && leaves.length < limit; next = waiting.pop()) {
    const { value: current, path } = next;
    if (current === null) continue;
    if (typeof current !== 'object') {
      leaves.push({ path, value: current });
      continue;
    }
    const inner = Array.isArray(current)
      ? current.map((item, index) => ({ value: item, path: [...path, index] }))
      : Object.entries(current).map(([key, item]) => ({ value: item, path: [...path, key] }));
    waiting.push(...inner.reverse());
  }
  return leaves;
}

/** `a.b[2].c`, as shown to people; keys with dots are quoted. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = /^[^.[\]\s"]+$/.test(step) ? step : JSON.stringify(step);
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
