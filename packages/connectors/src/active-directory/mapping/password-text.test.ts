import { describe, expect, it } from 'vitest';
import { secretsIn, withoutSecrets } from './password-text.ts';

const secret = ['Summer', '2024', '!x'].join('');

describe('secretsIn', () => {
  it.each([
    [`Password: ${secret}`],
    [`pw=${secret}`],
    [`the pwd is "${secret}" for now`],
    [`Kennwort ist ${secret}`],
    [`mot de passe : ${secret}`],
    [`Contraseña: ${secret}, no cambiar`],
    [`service account, pass ${secret}.`],
  ])('finds the password in %j', (text) => {
    expect(secretsIn(text).map(({ value }) => value)).toEqual([secret]);
    expect(withoutSecrets(text, secretsIn(text))).not.toContain(secret);
  });

  it.each([
    ['Password never expires'],
    ['Password is managed by the vault'],
    ['password: see vault'],
    ['Passwords are rotated monthly by the team'],
    ['pwd policy applies'],
    ['Compass reports for sales'],
    ['Owner: ada@acme.example'],
    [''],
  ])('takes nothing in %j for a password', (text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  it('takes long blanks without getting slow', () => {
    expect(secretsIn(`password${' '.repeat(200_000)}x`)).toEqual([]);
  });
});
