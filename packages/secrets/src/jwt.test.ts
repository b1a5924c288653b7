import { describe, expect, it } from 'vitest';
import { decodeJwt, instantOf } from './jwt.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('decodeJwt', () => {
  it('reads header and claims, also beyond ASCII', () => {
    const token = [part({ alg: 'ES256', kid: 'k1' }), part({ sub: 'Größe' }), 'c2ln'].join('.');

    expect(decodeJwt(token)).toEqual({
      header: { alg: 'ES256', kid: 'k1' },
      claims: { sub: 'Größe' },
    });
  });

  it.each([
    ['two parts', `${part({ alg: 'none' })}.${part({})}`],
    ['no algorithm', `${part({ typ: 'JWT' })}.${part({})}.c2ln`],
    ['a list for claims', `${part({ alg: 'RS256' })}.${part([1])}.c2ln`],
    ['broken base64', 'eyJ.eyJ.x'],
    ['nothing', ''],
  ])('gives null for %s', (_, token) => {
    expect(decodeJwt(token)).toBeNull();
  });
});

describe('instantOf', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [1_900_000_000, '2030-03-17T17:46:40.000Z'],
    [1e20, null],
    ['1900000000', null],
    [undefined, null],
  ])('%s is %s', (claim, instant) => {
    expect(instantOf(claim)).toBe(instant);
  });
});
