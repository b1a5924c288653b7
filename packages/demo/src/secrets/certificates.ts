import { createHash, sign } from 'node:crypto';
import type { Random } from '../random.ts';
import { type KeyPair, pem } from './keys.ts';

/** What a certificate is to say (RFC 5280). */
export interface CertificateRequest {
  readonly subject: string;
  readonly issuer: string;
  readonly organization: string;
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly key: KeyPair;
  /** The same as `key` for one that signs itself. */
  readonly signer: KeyPair;
  readonly hash: 'sha256' | 'sha1';
  readonly authority: boolean;
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), body]);
  const bytes = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), body]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const text = (tag: number, value: string) => der(tag, Buffer.from(value));
const octets = (body: Buffer) => der(0x04, body);
const truth = Buffer.from([0x01, 0x01, 0xff]);

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return der(0x06, Buffer.from(bytes));
}

function name(common: string, organization: string): Buffer {
  const part = (id: string, value: string) => der(0x31, sequence(objectId(id), text(0x0c, value)));
  return sequence(part('2.5.4.10', organization), part('2.5.4.3', common));
}

/** UTCTime up to 2049, as RFC 5280 asks. */
function time(moment: Date): Buffer {
  const digits = moment.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return text(0x17, `${digits}Z`);
}

const algorithms = {
  sha256: '1.2.840.113549.1.1.11',
  sha1: '1.2.840.113549.1.1.5',
} as const;

function algorithmOf({ signer, hash }: CertificateRequest): Buffer {
  if (signer.type === 'ed25519') return sequence(objectId('1.3.101.112'));
  return sequence(objectId(algorithms[hash]), Buffer.from([0x05, 0x00]));
}

function extensions({ names, authority }: CertificateRequest): Buffer {
  const extension = (id: string, value: Buffer, critical = false) =>
    sequence(objectId(id), ...(critical ? [truth] : []), octets(value));
  const alternatives = sequence(...names.map((one) => text(0x82, one)));
  // Bits of keyUsage: digitalSignature, or keyCertSign and cRLSign.
  const usage = der(0x03, Buffer.from(authority ? [0x01, 0x06] : [0x07, 0x80]));
  return der(
    0xa3,
    sequence(
      extension('2.5.29.19', sequence(...(authority ? [truth] : [])), true),
      extension('2.5.29.15', usage, true),
      ...(authority ? [] : [extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1')))]),
      ...(names.length > 0 ? [extension('2.5.29.17', alternatives)] : []),
    ),
  );
}

/** A certificate in PEM, and the hash that everybody knows it by. */
export function certificate(
  random: Random,
  request: CertificateRequest,
): { readonly text: string; readonly sha256: string } {
  const { subject, issuer, organization, notBefore, notAfter, key, signer, hash } = request;
  const serial = random.bytes(15);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01;
  const body = sequence(
    der(0xa0, Buffer.from([0x02, 0x01, 0x02])),
    der(0x02, serial),
    algorithmOf(request),
    name(issuer, organization),
    sequence(time(notBefore), time(notAfter)),
    name(subject, organization),
    key.publicKey.export({ format: 'der', type: 'spki' }),
    extensions(request),
  );
  const signature = sign(signer.type === 'ed25519' ? null : hash, body, signer.privateKey);
  const bits = der(0x03, Buffer.from([0]), signature);
  const bytes = sequence(body, algorithmOf(request), bits);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { text: pem('CERTIFICATE', bytes), sha256 };
}
