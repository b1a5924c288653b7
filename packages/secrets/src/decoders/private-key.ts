import { type Facts, given } from './facts.ts';

/** The smallest private key there is, Ed25519 in PKCS #8, is 64 base64 characters. */
const leastBody = 60;

/** Kind of key and whether a passphrase guards it; null when the block holds no key. */
export function privateKeyFacts(value: string): Facts | null {
  const label = /-----BEGIN ([A-Z0-9 ]+?)-----/.exec(value)?.[1] ?? 'PRIVATE KEY';
  const body = value.replace(/-----(?:BEGIN|END) [A-Z0-9 ]+-----/g, '').replace(/\\[nrt]/g, '');
  if (body.replace(/[^A-Za-z0-9+/]/g, '').length < leastBody || body.includes('...')) return null;
  return given({ tokenType: label.toLowerCase(), encrypted: String(isEncrypted(label, body)) });
}

/** PEM says so in words; an OpenSSH key names its cipher, `none` when there is no passphrase. */
function isEncrypted(label: string, body: string): boolean {
  if (label.includes('ENCRYPTED') || /ENCRYPTED/.test(body.slice(0, 200))) return true;
  return label.startsWith('OPENSSH') && !body.includes('AAAABG5vbmUAAAAEbm9uZ');
}
