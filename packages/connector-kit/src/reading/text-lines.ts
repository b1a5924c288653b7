import type { ImportFile } from '../importer.ts';
import { MalformedAt } from './file-position.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** One line without its end, and its number from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

const maxLineChars = 64_000_000;

/** The lines of a text; `\n` and `\r\n` end one. Throws `MalformedAt` for a line of more than 64 million characters. */
export async function* textLines(file: Pick<ImportFile, 'open'>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  let bytes = 0;
  for await (const chunk of utf8Chunks(file)) {
    bytes += chunk.length;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineChars) throw new MalformedAt(bytes, 'a line is too long', 'too-large');
    for (const line of lines) {
      number += 1;
      yield { number, text: line.endsWith('\r') ? line.slice(0, -1) : line };
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield { number: number + 1, text: rest };
}
