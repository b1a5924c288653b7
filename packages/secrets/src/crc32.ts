const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let rest = index;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 (IEEE 802.3, as in zip) of an ASCII string, as an unsigned number. */
export function crc32(ascii: string): number {
  let sum = 0xffffffff;
  for (let i = 0; i < ascii.length; i++) {
    sum = (sum >>> 8) ^ (table[(sum ^ ascii.charCodeAt(i)) & 0xff] ?? 0);
  }
  return ~sum >>> 0;
}

const base62Digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number in base 62 (digits, upper case, lower case), padded on the left with zeros. */
export function base62(value: number, width: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) {
    digits = `${base62Digits[rest % 62]}${digits}`;
  }
  return digits.padStart(width, '0');
}
