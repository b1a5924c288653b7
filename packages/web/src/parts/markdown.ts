/** A run of text inside a line. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** A part of a page. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly ListItem[] };

export interface ListItem {
  readonly content: readonly Inline[];
  readonly inner: readonly Block[];
}

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
const marker = /^(\s*)([-*]|\d{1,3}[.)])\s+(.*)$/;

/** Splits a line into runs. Everything that is not known markup stays the text it is, HTML included. */
export function parseInline(text: string): Inline[] {
  const runs: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > from) runs.push({ kind: 'text', text: text.slice(from, match.index) });
    runs.push(runOf(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ kind: 'text', text: text.slice(from) });
  return runs;
}

function runOf([all, code, strong, emphasis, label, url]: RegExpMatchArray): Inline {
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  if (label !== undefined && url !== undefined && isSafeUrl(url))
    return { kind: 'link', text: label, url };
  return { kind: 'text', text: label ?? all };
}

/** Only the web: no script, no data, no file, nothing relative that could be led astray. */
function isSafeUrl(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}

/** Reads the subset of Markdown that our pages use: headings, paragraphs, lists, code, links. */
export function parseMarkdown(text: string): Block[] {
  return blocksOf(text.replaceAll('\r\n', '\n').split('\n'));
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') {
      at += 1;
    } else if (heading !== null) {
      const [, marks = '', title = ''] = heading;
      blocks.push({ kind: 'heading', level: marks.length, content: parseInline(title) });
      at += 1;
    } else if (line.trimStart().startsWith('```')) {
      const end = endOfFence(lines, at);
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (marker.test(line)) {
      const end = endOfList(lines, at);
      blocks.push(listOf(lines.slice(at, end)));
      at = end;
    } else {
      const end = endOfParagraph(lines, at);
      blocks.push({ kind: 'paragraph', content: parseInline(lines.slice(at, end).join(' ')) });
      at = end;
    }
  }
  return blocks;
}

function endOfFence(lines: readonly string[], start: number): number {
  const end = lines.findIndex((line, at) => at > start && line.trimStart().startsWith('```'));
  return end === -1 ? lines.length : end;
}

function endOfParagraph(lines: readonly string[], start: number): number {
  const end = lines.findIndex(
    (line, at) =>
      at > start && (line.trim() === '' || marker.test(line) || /^#|^\s*```/.test(line)),
  );
  return end === -1 ? lines.length : end;
}

/** A list goes on over empty lines as long as what follows is an item or is indented. */
function endOfList(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const goesOn = marker.test(line) || /^\s{2,}\S/.test(line);
    if (line.trim() !== '' && !goesOn) break;
    at += 1;
  }
  return at;
}

function listOf(lines: readonly string[]): Block {
  const [, indent = '', first = ''] = marker.exec(lines[0] ?? '') ?? [];
  const items: { head: string; rest: string[] }[] = [];
  for (const line of lines) {
    const [, depth = '', , text = ''] = marker.exec(line) ?? [];
    const last = items.at(-1);
    if (marker.test(line) && depth.length <= indent.length) items.push({ head: text, rest: [] });
    else last?.rest.push(line);
  }
  return {
    kind: 'list',
    isOrdered: /\d/.test(first),
    items: items.map(({ head, rest }) => ({
      content: parseInline(head),
      inner: blocksOf(rest.map(outdent(rest))),
    })),
  };
}

function outdent(lines: readonly string[]): (line: string) => string {
  const depths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return (line) => line.slice(Number.isFinite(depth) ? depth : 0);
}
