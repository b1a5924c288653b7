import type { Json } from '../../../formats/json-value.ts';

/** A template made readable as YAML. */
export interface PlainTemplate {
  /** Directives on lines of their own are blanked, those inside a line are stand-ins; lines keep their numbers. */
  readonly plain: string;
  /** Puts the directives back for their stand-ins in texts of a value. */
  readonly restore: (value: Json) => Json;
}

/** Takes the directives (`{{ … }}`) of a Go template out of a text. Linear in its length. */
export function withoutTemplates(text: string): PlainTemplate {
  const directives: string[] = [];
  const plain = joinedDirectives(text)
    .split('\n')
    .map((line) => plainLine(line, directives))
    .join('\n');
  return { plain, restore: (value) => restored(value, directives) };
}

/** Directives over several lines are put on one, with the lines that they took left blank. */
function joinedDirectives(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', from)) {
    const end = text.indexOf('}}', start);
    if (end < 0) break;
    const directive = text.slice(start, end + 2);
    const lines = directive.split('\n');
    parts.push(text.slice(from, start), lines.map((line) => line.trim()).join(' '));
    if (lines.length > 1) {
      const rest = text.indexOf('\n', end);
      const until = rest < 0 ? text.length : rest;
      parts.push(text.slice(end + 2, until), '\n'.repeat(lines.length - 1));
      from = until;
    } else {
      from = end + 2;
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function plainLine(line: string, directives: string[]): string {
  if (!line.includes('{{')) return line;
  const parts = line.split(/(\{\{.*?\}\})/);
  const isOnlyDirectives = parts.every((part, index) => index % 2 === 1 || part.trim() === '');
  if (isOnlyDirectives) return '';
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part;
      directives.push(part);
      return `HELM${directives.length - 1}TEMPLATE`;
    })
    .join('');
}

function restored(value: Json, directives: readonly string[]): Json {
  if (typeof value === 'string') return restoredText(value, directives);
  if (Array.isArray(value)) return value.map((item) => restored(item, directives));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      restoredText(key, directives),
      restored(item, directives),
    ]),
  );
}

function restoredText(text: string, directives: readonly string[]): string {
  return text.replace(/HELM(\d+)TEMPLATE/g, (_, index: string) => directives[Number(index)] ?? '');
}
