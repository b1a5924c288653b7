/** One generated page of the reference. */
export interface Page {
  /** Path below `docs/reference`. */
  readonly path: string;
  readonly text: string;
}

const generated =
  '<!-- Generated from the code by "npm run docs". Change the code, not this page. -->';

/** A Markdown page with the mark that says it is generated. */
export function page(path: string, title: string, body: readonly string[]): Page {
  return { path, text: `${generated}\n\n# ${title}\n\n${body.join('\n').trim()}\n` };
}

/** A Markdown table; cells may hold anything but line breaks. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Order by the bytes of the text, the same on every machine. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
