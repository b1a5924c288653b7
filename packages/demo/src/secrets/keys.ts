import { checkPrimeSync, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Random } from '../random.ts';

/** A key pair that is made anew for every company and opens nothing. */
export interface KeyPair {
  readonly type: 'ed25519' | 'rsa';
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** For Ed25519: the 32 bytes that the private key is made of. */
  readonly seed: Buffer | null;
}

const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key, the same for the same random numbers. */
export function ed25519Pair(random: Random): KeyPair {
  const seed = random.bytes(32);
  const privateKey = createPrivateKey({
    key: Buffer.concat([ed25519Head, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return { type: 'ed25519', privateKey, publicKey: createPublicKey(privateKey), seed };
}

/** An RSA key of so many bits, the same for the same random numbers. */
export function rsaPair(random: Random, bits: number): KeyPair {
  const exponent = 65_537n;
  for (;;) {
    const p = prime(random, bits / 2);
    const q = prime(random, bits / 2);
    const totient = (p - 1n) * (q - 1n);
    if (p === q || totient % exponent === 0n) continue;
    const d = inverse(exponent, totient);
    const jwk = {
      kty: 'RSA',
      n: base64url(p * q),
      e: base64url(exponent),
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    };
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    return { type: 'rsa', privateKey, publicKey: createPublicKey(privateKey), seed: null };
  }
}

/** Its two highest bits are set, so that the product of two has all its bits. */
function prime(random: Random, bits: number): bigint {
  const start = random.bytes(bits / 8);
  start[0] = (start[0] ?? 0) | 0xc0;
  let candidate = BigInt(`0x${start.toString('hex')}`) | 1n;
  while (!checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [old, rest] = [value % modulus, modulus];
  let [found, next] = [1n, 0n];
  while (rest !== 0n) {
    const times = old / rest;
    [old, rest] = [rest, old - times * rest];
    [found, next] = [next, found - times * next];
  }
  return ((found % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}

function sshString(bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

function positive(bytes: Buffer): Buffer {
  return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

/** The public key as SSH writes it (RFC 4253, RFC 8709). */
function sshBlob({ type, publicKey }: KeyPair): Buffer {
  const jwk = publicKey.export({ format: 'jwk' });
  if (type === 'ed25519')
    return Buffer.concat([
      sshString('ssh-ed25519'),
      sshString(Buffer.from(jwk.x ?? '', 'base64url')),
    ]);
  return Buffer.concat([
    sshString('ssh-rsa'),
    sshString(positive(Buffer.from(jwk.e ?? '', 'base64url'))),
    sshString(positive(Buffer.from(jwk.n ?? '', 'base64url'))),
  ]);
}

/** A line as it stands in `authorized_keys` and `.pub` files. */
export function sshPublicLine(pair: KeyPair, comment: string): string {
  const type = pair.type === 'rsa' ? 'ssh-rsa' : 'ssh-ed25519';
  return `${type} ${sshBlob(pair).toString('base64')}${comment === '' ? '' : ` ${comment}`}`;
}

/**
 * A file of an OpenSSH private key (PROTOCOL.key of OpenSSH). With a passphrase, what is encrypted is
 * noise: nobody can tell without the passphrase, and there is none.
 */
export function opensshPrivateKey(
  pair: KeyPair,
  { random, comment, passphrase }: { random: Random; comment: string; passphrase: boolean },
): string {
  const open = ed25519Body(pair, random, comment);
  const kdf = Buffer.concat([sshString(random.bytes(16)), Buffer.from([0, 0, 0, 16])]);
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshString(passphrase ? 'aes256-ctr' : 'none'),
    sshString(passphrase ? 'bcrypt' : 'none'),
    sshString(passphrase ? kdf : ''),
    Buffer.from([0, 0, 0, 1]),
    sshString(sshBlob(pair)),
    sshString(passphrase ? random.bytes(open.length + (16 - (open.length % 16))) : open),
  ]);
  return pem('OPENSSH PRIVATE KEY', body, 70);
}

function ed25519Body(pair: KeyPair, random: Random, comment: string): Buffer {
  if (pair.seed === null)
    throw new TypeError('only Ed25519 keys are written in the form of OpenSSH');
  const check = random.bytes(4);
  const bare = sshBlob(pair).subarray(-32);
  const body = Buffer.concat([
    check,
    check,
    sshString('ssh-ed25519'),
    sshString(bare),
    sshString(Buffer.concat([pair.seed, bare])),
    sshString(comment),
  ]);
  const padding = Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1);
  return Buffer.concat([body, Buffer.from(padding)]);
}

/** Bytes in the armour of PEM. */
export function pem(label: string, bytes: Buffer, width = 64): string {
  const lines = bytes.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  const dashes = '-'.repeat(5);
  return `${dashes}BEGIN ${label}${dashes}\n${lines.join('\n')}\n${dashes}END ${label}${dashes}\n`;
}

/** A private key in PKCS#8, unencrypted. */
export function pkcs8(pair: KeyPair): string {
  return pem('PRIVATE KEY', pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
}

/** A private RSA key in PKCS#1, as older tools of SSH write it. */
export function pkcs1(pair: KeyPair): string {
  return pem('RSA PRIVATE KEY', pair.privateKey.export({ format: 'der', type: 'pkcs1' }));
}
