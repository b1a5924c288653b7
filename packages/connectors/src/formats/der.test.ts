import { describe, expect, it } from 'vitest';
import {
  bitLength,
  derChildren,
  derNumber,
  derOctets,
  derOid,
  derTime,
  readDer,
  writeDer,
  writeInteger,
  writeOid,
} from './der.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('DER', () => {
  it.each(['1.2.840.113549.1.1.11', '2.5.4.3', '0.9.2342.19200300.100.1.1', '2.999.1'])(
    'reads the object identifier %s',
    (dotted) => {
      const written = dotted === '2.999.1' ? bytes(6, 3, 0x88, 0x37, 1) : writeOid(dotted);

      expect(derOid(readDer(written))).toBe(dotted);
    },
  );

  it('reads lengths of one and of several octets, and leaves alone what follows', () => {
    const long = writeDer(4, new Uint8Array(300));

    const value = readDer(Uint8Array.from([...long, 9, 9]));

    expect([value.content.length, value.whole.length]).toEqual([300, 304]);
  });

  it('reads values of indefinite length and octets in pieces', () => {
    const value = readDer(bytes(0x30, 0x80, 0x24, 0x80, 4, 1, 7, 4, 1, 8, 0, 0, 0, 0));

    const [pieces] = derChildren(value);
    expect(pieces && [...derOctets(pieces)]).toEqual([7, 8]);
  });

  it('says at which byte of the whole file a value inside is cut off', () => {
    const value = readDer(bytes(0x30, 6, 0x30, 4, 2, 9, 1, 1));

    const [inner] = derChildren(value);
    expect(() => inner && derChildren(inner)).toThrow('byte 4');
  });

  it('reads numbers, and none that are negative or too large', () => {
    expect(derNumber(readDer(writeInteger(bytes(0xff))))).toBe(255);
    expect(derNumber(readDer(bytes(2, 1, 0xff)))).toBeNull();
    expect(derNumber(readDer(writeInteger(new Uint8Array(7).fill(1))))).toBeNull();
    expect(bitLength(bytes(0, 0, 1, 0))).toBe(9);
  });

  it.each([
    ['UTCTime of this century', 0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['UTCTime of the last century', 0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['GeneralizedTime', 0x18, '20501231235959Z', '2050-12-31T23:59:59.000Z'],
  ])('reads a %s', (_, tag, text, expected) => {
    const value = readDer(writeDer(tag, new TextEncoder().encode(text)));

    expect(derTime(value)?.toISOString()).toBe(expected);
  });

  it('takes no month 13 for a time', () => {
    const value = readDer(writeDer(0x17, new TextEncoder().encode('261301000000Z')));

    expect(derTime(value)).toBeNull();
  });
});
