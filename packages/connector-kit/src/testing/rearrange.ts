/** An export text with its items in reverse order; the same text where that cannot be done. */
export function reversed(text: string): string {
  return changed(
    text,
    (items) => [...items].reverse(),
    (rows) => [...rows].reverse(),
  );
}

/** An export text whose items have a field that nobody knows. */
export function withUnknownField(text: string): string {
  const extended = (item: unknown) =>
    isRecord(item) ? { ...item, zzUnknown: { deep: [1, null] } } : item;
  return changed(
    text,
    (items) => items.map(extended),
    (rows) => rows.map((row) => `${row},new`),
    (header) => `${header},zz_unknown`,
  );
}

function changed(
  text: string,
  items: (items: readonly unknown[]) => readonly unknown[],
  rows: (rows: readonly string[]) => readonly string[],
  header: (header: string) => string = (same) => same,
): string {
  if (/^\s*[[{]/.test(text)) {
    const parsed = parsedOrNull(text);
    return parsed === null ? text : JSON.stringify(inLists(parsed, items, 0));
  }
  const [first, ...rest] = text.trimEnd().split('\n');
  const isCsv = first !== undefined && first.includes(',') && !/^\s*[\w-]+:/.test(first);
  return isCsv ? `${[header(first), ...rows(rest)].join('\n')}\n` : text;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Changes lists of records at the top and one member below it: there the items of exports lie. */
function inLists(
  value: unknown,
  items: (items: readonly unknown[]) => readonly unknown[],
  depth: number,
): unknown {
  if (Array.isArray(value)) return value.some(isRecord) ? items(value as unknown[]) : value;
  if (!isRecord(value) || depth > 1) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, inLists(member, items, depth + 1)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
