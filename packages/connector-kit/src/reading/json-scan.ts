import { MalformedAt } from './file-position.ts';

/** One value found at a wanted path. */
export interface JsonItem {
  /** The wanted path that it lies at, e.g. `data.Users`. */
  readonly path: string;
  readonly value: unknown;
  /** Which object at the top of the file holds it, from 0: the page, where pages follow one another. */
  readonly page: number;
  /** Where it starts in the decoded text. */
  readonly byte: number;
}

interface Frame {
  readonly kind: 'object' | 'array';
  readonly path: string;
  /** Of an object: the path of the member whose value comes next. */
  memberPath: string;
}

interface Value {
  readonly purpose: 'key' | 'item' | 'skip';
  readonly path: string;
  readonly byte: number;
  readonly scalar: boolean;
  /** Whether its first byte is still to be passed. */
  fresh: boolean;
  depth: number;
  inString: boolean;
  escaped: boolean;
  held: Uint8Array[];
  heldBytes: number;
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

/** The state of one pass over a text of JSON values. */
export interface JsonScan {
  readonly wanted: ReadonlySet<string>;
  readonly leadsTo: ReadonlySet<string>;
  readonly maxItemBytes: number;
  readonly maxDepth: number;
  readonly stack: Frame[];
  expected: Expected;
  value: Value | null;
  /** Bytes of the chunks before this one. */
  offset: number;
  page: number;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const backslash = 0x5c;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** A pass that looks for the values at the given paths; `''` is the top. */
export function startScan(
  paths: readonly string[],
  limits: { readonly maxItemBytes: number; readonly maxDepth: number },
): JsonScan {
  const leadsTo = new Set(['']);
  for (const path of paths) {
    const names = path.split('.');
    for (let length = 1; length < names.length; length += 1)
      leadsTo.add(names.slice(0, length).join('.'));
  }
  return {
    ...limits,
    wanted: new Set(paths),
    leadsTo,
    stack: [],
    expected: 'value',
    value: null,
    offset: 0,
    page: -1,
  };
}

/** Goes on with the next chunk. Throws `MalformedAt`; what was yielded before counts. */
export function* scanChunk(scan: JsonScan, chunk: Uint8Array): Generator<JsonItem> {
  let at = 0;
  while (at < chunk.length) {
    if (scan.value === null) {
      at = scanStructure(scan, chunk, at);
      continue;
    }
    const { value } = scan;
    const from = value.fresh && !value.scalar ? at + 1 : at;
    value.fresh = false;
    const end = scanValue(scan, value, { chunk, from });
    if (end === null) {
      hold(scan, value, Uint8Array.from(chunk.subarray(at)));
      break;
    }
    hold(scan, value, chunk.subarray(at, end));
    at = end;
    scan.value = null;
    if (value.purpose === 'key') takeKey(scan, value);
    else {
      scan.expected = scan.stack.length === 0 ? 'value' : 'comma-or-end';
      if (value.purpose === 'item') yield itemOf(scan, value);
    }
  }
  scan.offset += chunk.length;
}

/** After the last chunk. Throws `MalformedAt` when the text stops in the middle. */
export function* endScan(scan: JsonScan): Generator<JsonItem> {
  const { value } = scan;
  if (value?.scalar && scan.stack.length === 0) {
    scan.value = null;
    if (value.purpose === 'item') yield itemOf(scan, value);
    return;
  }
  if (value !== null || scan.stack.length > 0)
    throw new MalformedAt(scan.offset, 'the file was cut off: it ends in the middle of a value');
}

function scanStructure(scan: JsonScan, chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at] ?? 0;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
    if (byte === 0x1e && scan.stack.length === 0) continue;
    takeByte(scan, byte, scan.offset + at);
    if (scan.value !== null) return at;
  }
  return chunk.length;
}

function takeByte(scan: JsonScan, byte: number, position: number): void {
  switch (scan.expected) {
    case 'value':
      startValue(scan, byte, position);
      return;
    case 'value-or-end':
      if (byte === closeArray) close(scan, 'array', position);
      else startValue(scan, byte, position);
      return;
    case 'key':
    case 'key-or-end':
      if (byte === quote) scan.value = newValue('key', '', { byte, position });
      else if (byte === closeObject && scan.expected === 'key-or-end')
        close(scan, 'object', position);
      else throw new MalformedAt(position, 'a member name in double quotes must stand here');
      return;
    case 'colon':
      if (byte !== colon) throw new MalformedAt(position, 'a colon must stand here');
      scan.expected = 'value';
      return;
    case 'comma-or-end':
      takeSeparator(scan, byte, position);
  }
}

function takeSeparator(scan: JsonScan, byte: number, position: number): void {
  const frame = scan.stack.at(-1);
  if (byte === comma) scan.expected = frame?.kind === 'object' ? 'key' : 'value';
  else if (byte === closeObject) close(scan, 'object', position);
  else if (byte === closeArray) close(scan, 'array', position);
  else throw new MalformedAt(position, 'a comma or the end of the list or object must stand here');
}

function startValue(scan: JsonScan, byte: number, position: number): void {
  if (byte === comma || byte === colon || byte === closeArray || byte === closeObject)
    throw new MalformedAt(position, 'a value must stand here');
  const frame = scan.stack.at(-1);
  const path = frame === undefined ? '' : frame.kind === 'object' ? frame.memberPath : frame.path;
  if (path === '' && byte === openObject) scan.page += 1;

  const wanted = scan.wanted.has(path);
  const through = wanted
    ? byte === openArray
    : scan.leadsTo.has(path) && (byte === openObject || byte === openArray);
  if (!through) {
    scan.value = newValue(wanted ? 'item' : 'skip', path, { byte, position });
    return;
  }
  if (scan.stack.length >= scan.maxDepth)
    throw new MalformedAt(position, `it is nested deeper than ${scan.maxDepth} levels`);
  const kind = byte === openArray ? 'array' : 'object';
  scan.stack.push({ kind, path, memberPath: path });
  scan.expected = kind === 'array' ? 'value-or-end' : 'key-or-end';
}

function close(scan: JsonScan, kind: Frame['kind'], position: number): void {
  if (scan.stack.pop()?.kind !== kind)
    throw new MalformedAt(position, 'a list or object is closed that is not open');
  scan.expected = scan.stack.length === 0 ? 'value' : 'comma-or-end';
}

function newValue(
  purpose: Value['purpose'],
  path: string,
  { byte, position }: { byte: number; position: number },
): Value {
  const container = byte === openObject || byte === openArray;
  return {
    purpose,
    path,
    byte: position,
    scalar: !container && byte !== quote,
    fresh: true,
    depth: container ? 1 : 0,
    inString: byte === quote,
    escaped: false,
    held: [],
    heldBytes: 0,
  };
}

/** The index after the value's last byte, or null when the chunk ends before it. */
function scanValue(
  scan: JsonScan,
  value: Value,
  { chunk, from }: { chunk: Uint8Array; from: number },
): number | null {
  let { depth, inString, escaped } = value;
  const { scalar } = value;
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === backslash) escaped = true;
      else if (byte === quote) {
        inString = false;
        if (depth === 0) return at + 1;
      }
    } else if (byte === quote) inString = true;
    else if (byte === openObject || byte === openArray) {
      depth += 1;
      if (depth > scan.maxDepth)
        throw new MalformedAt(scan.offset + at, `it is nested deeper than ${scan.maxDepth} levels`);
    } else if (byte === closeObject || byte === closeArray) {
      if (scalar) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (scalar && (byte === comma || (byte ?? 0) <= 0x20)) return at;
  }
  value.depth = depth;
  value.inString = inString;
  value.escaped = escaped;
  return null;
}

function hold(scan: JsonScan, value: Value, bytes: Uint8Array): void {
  if (value.purpose === 'skip' || bytes.length === 0) return;
  value.held.push(bytes);
  value.heldBytes += bytes.length;
  if (value.heldBytes > scan.maxItemBytes)
    throw new MalformedAt(
      value.byte,
      `one item is larger than ${scan.maxItemBytes} bytes`,
      'too-large',
    );
}

function takeKey(scan: JsonScan, value: Value): void {
  const key = String(parse(value));
  const frame = scan.stack.at(-1);
  if (frame !== undefined) frame.memberPath = frame.path === '' ? key : `${frame.path}.${key}`;
  scan.expected = 'colon';
}

function itemOf(scan: JsonScan, value: Value): JsonItem {
  return { path: value.path, value: parse(value), page: Math.max(scan.page, 0), byte: value.byte };
}

function parse(value: Value): unknown {
  const [only = new Uint8Array(0)] = value.held;
  const bytes =
    value.held.length === 1
      ? Buffer.from(only.buffer, only.byteOffset, only.length)
      : Buffer.concat(value.held, value.heldBytes);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const told = /at position (\d+)/.exec(cause.message)?.[1];
    throw new MalformedAt(value.byte + Number(told ?? 0), 'this is not valid JSON');
  }
}
