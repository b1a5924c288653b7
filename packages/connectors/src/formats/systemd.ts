/** One `Key=value` of a unit file. */
export interface UnitEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** 1-based line of the key. */
  readonly line: number;
}

/** The entries of a systemd unit; continued lines are joined, comments left out (systemd.syntax(7)). */
export function readUnit(text: string): UnitEntry[] {
  const entries: UnitEntry[] = [];
  const lines = text.split(/\r?\n/);
  let section = '';
  for (let index = 0; index < lines.length; index += 1) {
    const first = index;
    let line = (lines[index] ?? '').trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    while (line.endsWith('\\') && index + 1 < lines.length) {
      index += 1;
      line = `${line.slice(0, -1)} ${(lines[index] ?? '').trim()}`;
    }
    const heading = /^\[([^\]]+)\]$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    const [, key, value = ''] = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/s.exec(line) ?? [];
    if (heading === undefined && key !== undefined)
      entries.push({ section, key, value, line: first + 1 });
  }
  return entries;
}

/** The assignments of an `Environment=` line: words, quoted or not (systemd.exec(5)). */
export function unitAssignments(value: string): { name: string; value: string }[] {
  const words =
    value.match(/"(?:[^"\\]|\\.)*"|'[^']*'|(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return words.flatMap((word) => {
    const text = /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word;
    const equals = text.indexOf('=');
    if (equals < 1) return [];
    return [
      {
        name: text.slice(0, equals),
        value: text.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2'),
      },
    ];
  });
}
