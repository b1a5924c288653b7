import { aCredential, anIdentity } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { trustConditionsOf } from './attribute-readers.ts';
import { credentialFact, identityFact } from './attributes.ts';

describe('the words of attributes', () => {
  it('reads what was told', () => {
    const credential = aCredential({ attributes: { bits: 2048, encrypted: false, options: [] } });

    expect(credentialFact(credential, 'bits')).toBe(2048);
    expect(credentialFact(credential, 'encrypted')).toBe(false);
    expect(credentialFact(credential, 'options')).toEqual([]);
  });

  it.each([
    ['a credential without attributes', {}],
    ['an absent word', { attributes: {} }],
    ['null', { attributes: { bits: null } }],
    ['another type', { attributes: { bits: '2048' } }],
  ])('takes %s for "not told"', (_, overrides) => {
    expect(credentialFact(aCredential(overrides), 'bits')).toBeNull();
  });

  it('takes one audience for a list of one', () => {
    expect(credentialFact(aCredential({ attributes: { audience: 'a' } }), 'audience')).toEqual([
      'a',
    ]);
    expect(credentialFact(aCredential({ attributes: { audience: ['a'] } }), 'audience')).toEqual([
      'a',
    ]);
  });

  it.each([
    [
      [{ uses: 'a/b@v1', line: 3, receivesSecrets: true }],
      [{ uses: 'a/b@v1', line: 3, receivesSecrets: true }],
    ],
    [[{ uses: 'a/b@v1' }], [{ uses: 'a/b@v1', line: null, receivesSecrets: null }]],
    [[], []],
    [[{ line: 3 }], null],
    ['a/b@v1', null],
  ])('reads unpinned actions %j', (unpinnedActions, expected) => {
    const identity = anIdentity({ attributes: { unpinnedActions } });

    expect(identityFact(identity, 'unpinnedActions')).toEqual(expected);
  });

  it('refuses permissions of which one is no text', () => {
    const of = (permissions: Record<string, string | number>) =>
      identityFact(anIdentity({ attributes: { permissions } }), 'permissions');

    expect(of({ contents: 'write' })).toEqual({ contents: 'write' });
    expect(of({ contents: 'write', issues: 1 })).toBeNull();
  });

  it('knows only the agreed ways of authentication', () => {
    const of = (authentication: string) =>
      identityFact(anIdentity({ attributes: { authentication } }), 'authentication');

    expect(of('static-env')).toBe('static-env');
    expect(of('magic')).toBeNull();
  });
});

describe('trust conditions', () => {
  const good = { operator: 'StringEquals', key: 'sub', values: ['a'] };

  it('may name a claim instead of a key', () => {
    expect(trustConditionsOf([{ operator: 'StringEquals', claim: 'sub', values: ['a'] }])).toEqual([
      good,
    ]);
  });

  it.each([
    ['a single object', good],
    ['a text', 'sub == a'],
    ['null', null],
    ['values that are no list', [{ ...good, values: 'a' }]],
    ['one good and one without operator', [good, { key: 'aud', values: ['b'] }]],
  ])('does not judge half of %s', (_, value) => {
    expect(trustConditionsOf(value)).toBeNull();
  });
});
