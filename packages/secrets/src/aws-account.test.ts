import { describe, expect, it } from 'vitest';
import { awsAccountIdOf } from './aws-account.ts';

describe('awsAccountIdOf', () => {
  it.each([
    ['a temporary key, with the leading zero kept', `ASIA${'QNZGKIQY56JQ7WML'}`, '029608264753'],
    ['a long-lived key', `AKIA${'SP2TPHJSQH3FJRUX'}`, '171436882533'],
    ['a key from before accounts were written into ids', `AKIA${'IOSFODNN7ABCDEFG'}`, null],
    ['the same, other prefix letter', `AKIA${'J2SFODNN7ABCDEFG'}`, null],
    ['a user id, which carries another number', `AIDA${'SP2TPHJSQH3FJRUX'}`, null],
    ['a string that is too short', `AKIA${'SP2TPHJSQH3FJRU'}`, null],
    ['digits outside base32', `AKIA${'SP2TPHJSQH3FJR01'}`, null],
  ])('reads %s', (_, keyId, account) => {
    expect(awsAccountIdOf(keyId)).toBe(account);
  });
});
