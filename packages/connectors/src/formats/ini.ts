/** One `key = value` of an INI-like text. */
export interface IniEntry {
  /** Empty before the first heading. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The entries of an INI-like text: `[section]`, `key = value` or `key: value`, comments after `#` or
 * `;` at the start of a line, indented sub-entries under a key as `key.sub` (AWS). Other lines are
 * left out; quotes around a whole value are taken off.
 */
export function readIni(text: string): IniEntry[] {
  const entries: IniEntry[] = [];
  let section = '';
  let parent = '';
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    if (raw.length > 100_000) continue;
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const heading = /^\[\s*(.+?)\s*\]$/.exec(line)?.[1];
    if (heading !== undefined) {
      section = heading;
      parent = '';
      continue;
    }
    const [, key, value = ''] = /^([^=:\s][^=:]*?)\s*[=:]\s*(.*)$/s.exec(line) ?? [];
    if (key === undefined) continue;
    const isNested = /^\s/.test(raw) && parent !== '';
    if (value === '' && !isNested) parent = key;
    else if (!isNested) parent = '';
    entries.push({
      section,
      key: isNested ? `${parent}.${key}` : key,
      value: value.replace(/^(["'])(.*)\1$/s, '$2'),
      line: index + 1,
    });
  }
  return entries;
}
