const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account an AWS access key id belongs to, as twelve digits.
 *
 * The account stands in 41 bits of the id's base32 body. Ids issued before 2019 (fifth character
 * `I` or `J`) do not carry it: null. Null too for what is no key id.
 */
export function awsAccountIdOf(keyId: string): string | null {
  if (!/^(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/.test(keyId)) return null;
  if ('IJ'.includes(keyId.charAt(4))) return null;
  let bits = 0n;
  for (const digit of keyId.slice(4, 14)) bits = (bits << 5n) | BigInt(digits.indexOf(digit));
  return (((bits >> 2n) & 0x7fffffffff80n) >> 7n).toString().padStart(12, '0');
}
