const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Map(Array.from(digits, (digit, index) => [digit, index]));
valueOf.set('-', 62).set('_', 63);

/** The bytes of a base64 or base64url string, padded or not; null when it is neither. */
export function base64Bytes(text: string): Uint8Array | null {
  const body = text.replace(/={0,2}$/, '');
  if (body.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let at = 0;
  for (const digit of body) {
    const value = valueOf.get(digit);
    if (value === undefined) return null;
    pending = ((pending << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (pending >>> bits) & 0xff;
    }
  }
  return bytes;
}

/** The UTF-8 text inside a base64 or base64url string; null when there is none. */
export function base64Text(text: string): string | null {
  const bytes = base64Bytes(text);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The JSON object inside a base64 or base64url string; null when it holds anything else. */
export function base64Object(text: string): Record<string, unknown> | null {
  const json = base64Text(text);
  if (json === null || !json.trimStart().startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(json);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Whether a parsed value is an object with keys, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
