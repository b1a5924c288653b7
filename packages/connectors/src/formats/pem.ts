/** One `-----BEGIN …-----` block. */
export interface PemBlock {
  /** What stands after BEGIN, e.g. `CERTIFICATE`. */
  readonly label: string;
  /** RFC 1421 and OpenPGP armor headers, names in lower case, e.g. `dek-info`. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  /** 1-based line of BEGIN. */
  readonly line: number;
  /** Why the block cannot be read, fit for a person; null when it can. `bytes` is then empty. */
  readonly problem: string | null;
}

const begin = '-----BEGIN ';
const dashes = '-----';
const longestLabel = 64;

/** Every PEM or OpenPGP-armored block of a text, in order; what stands between them is passed over. Linear. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let line = 1;
  let counted = 0;
  let from = text.indexOf(begin);
  while (from !== -1) {
    line += newlines(text, counted, from);
    counted = from;
    const labelAt = from + begin.length;
    const label = text.slice(labelAt, labelAt + longestLabel + dashes.length).split(dashes, 1)[0];
    if (!label || label.length > longestLabel || !/^[A-Z0-9][A-Z0-9 .]*$/.test(label)) {
      from = text.indexOf(begin, labelAt);
      continue;
    }
    const bodyAt = labelAt + label.length + dashes.length;
    const bodyEnd = text.indexOf(dashes, bodyAt);
    const closed = bodyEnd !== -1 && text.startsWith(`-----END ${label}-----`, bodyEnd);
    blocks.push(
      closed
        ? { label, line, ...readBody(text.slice(bodyAt, bodyEnd)) }
        : { label, line, headers: new Map(), bytes: empty, problem: 'its END line is missing' },
    );
    if (bodyEnd === -1) break;
    from = text.indexOf(begin, bodyEnd);
  }
  return blocks;
}

const empty = new Uint8Array(0);

function newlines(text: string, from: number, to: number): number {
  const part = text.slice(from, to);
  let count = 0;
  for (let at = part.indexOf('\n'); at !== -1; at = part.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Headers end at an empty line (RFC 1421, RFC 9580); a last line `=xxxx` is OpenPGP's checksum. */
function readBody(body: string): Pick<PemBlock, 'headers' | 'bytes' | 'problem'> {
  const headers = new Map<string, string>();
  let base64 = body;
  if (body.slice(0, 4096).includes(':')) {
    const [head = '', ...rest] = body.trimStart().split(/\r?\n[ \t]*\r?\n/);
    base64 = rest.join('');
    for (const header of head.split(/\r?\n/, 32)) {
      const colon = header.indexOf(':');
      if (colon > 0) {
        headers.set(header.slice(0, colon).trim().toLowerCase(), header.slice(colon + 1).trim());
      }
    }
  }
  const packed = base64.replace(/\s+/g, '').replace(/(={0,2})=[A-Za-z0-9+/]{4}$/, '$1');
  if (packed === '') return { headers, bytes: empty, problem: 'it is empty' };
  if (!isBase64(packed)) return { headers, bytes: empty, problem: 'it is not base64' };
  return { headers, bytes: new Uint8Array(Buffer.from(packed, 'base64')), problem: null };
}

function isBase64(packed: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(packed);
}

/** Text of a file that may as well be binary: UTF-16 by its mark, else one character a byte. */
export function looseText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
