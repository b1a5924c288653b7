import type { ImportFile } from '../importer.ts';

type Utf16Decoder = InstanceType<typeof TextDecoder>;
type Source = Pick<ImportFile, 'open'>;

/**
 * The file's text as UTF-8 bytes without a byte order mark. UTF-16, as Windows shells write it when
 * they redirect, is told by its mark or by its zero bytes and transcoded.
 */
export async function* utf8Chunks(file: Source): AsyncGenerator<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  let decoder: Utf16Decoder | null = null;
  let begun = false;

  for await (const chunk of file.open()) {
    if (begun) {
      yield decoder ? encode(decoder.decode(chunk, { stream: true })) : chunk;
      continue;
    }
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    if (start.length < 4) continue;
    begun = true;
    decoder = utf16Decoder(start);
    yield first(start, decoder);
  }

  if (!begun && start.length > 0) {
    decoder = utf16Decoder(start);
    yield first(start, decoder);
  }
  if (decoder) yield encode(decoder.decode());
}

function first(start: Uint8Array, decoder: Utf16Decoder | null): Uint8Array {
  if (decoder) return encode(decoder.decode(start, { stream: true }));
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(3) : start;
}

function utf16Decoder(start: Uint8Array): Utf16Decoder | null {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return new TextDecoder('utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return new TextDecoder('utf-16be');
  return null;
}

function encode(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
