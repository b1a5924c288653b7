/** One assignment of an environment file. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

const start = /^\s*(?:export\s+|set\s+|setenv\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*/;

/**
 * The assignments of a `.env` text: comments, `export`, single and double quotes (the latter over
 * several lines, with `\n` escapes), values with `#`. Lines that are none are left out.
 */
export function readDotenv(text: string): Assignment[] {
  const assignments: Assignment[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const match = /^\s*#/.test(line) ? null : start.exec(line.length > 100_000 ? '' : line);
    const name = match?.[1];
    if (match === null || name === undefined) continue;
    const rest = line.slice(match[0].length);
    const quote = rest[0];
    if (quote === '"' || quote === "'") {
      const { value, last } = quoted(lines, index, { from: line.length - rest.length, quote });
      assignments.push({ name, value, line: index + 1 });
      index = last;
    } else {
      assignments.push({ name, value: rest.replace(/\s+#.*$/, '').trim(), line: index + 1 });
    }
  }
  return assignments;
}

const maxQuotedLines = 500;

function quoted(
  lines: readonly string[],
  first: number,
  { from, quote }: { from: number; quote: string },
) {
  let text = (lines[first] ?? '').slice(from + 1);
  for (let index = first; ; index += 1) {
    const end = closing(text, quote);
    if (end !== -1) return { value: unescaped(text.slice(0, end), quote), last: index };
    if (index + 1 >= lines.length || index - first >= maxQuotedLines)
      return { value: (lines[first] ?? '').slice(from + 1), last: first };
    text += `\n${lines[index + 1] ?? ''}`;
  }
}

function closing(text: string, quote: string): number {
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '\\' && quote === '"') index += 1;
    else if (text[index] === quote) return index;
  }
  return -1;
}

function unescaped(text: string, quote: string): string {
  return quote === '"'
    ? text.replace(
        /\\([nrt"\\$])/g,
        (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter,
      )
    : text;
}
