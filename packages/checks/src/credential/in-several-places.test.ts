import { describe, expect, it } from 'vitest';
import { aCredentialView, aSeenExposure, judge } from '../testing/index.ts';
import { credentialInSeveralPlaces } from './in-several-places.ts';

const at = (...locators: string[]) => ({
  exposures: locators.map((locator) =>
    aSeenExposure({ key: locator, place: { kind: 'file', locator } }),
  ),
});

describe('credential-in-several-places', () => {
  it.each([
    ['passes one place', {}, at('/a'), 'pass'],
    ['fails two', {}, at('/a', '/b'), 'fail'],
    ['counts two lines of one file once', {}, at('/a', '/a'), 'pass'],
    [
      'does not take an unsearched world for one place',
      {},
      { ...at('/a'), holder: null },
      'unknown',
    ],
    [
      'fails on what was found although more may be',
      {},
      { ...at('/a', '/b'), holder: null },
      'fail',
    ],
    ['skips what is revoked', { status: 'revoked' }, at('/a', '/b'), 'not-applicable'],
  ] as const)('%s', (_, credential, around, expected) => {
    const outcome = judge(credentialInSeveralPlaces, aCredentialView(credential, around));

    expect(outcome.result).toBe(expected);
  });

  it('names the places in order, so that all can be cleaned', () => {
    expect(judge(credentialInSeveralPlaces, aCredentialView({}, at('/b', '/a')))).toMatchObject({
      because: 'its value lies in 2 places; the limit is 1',
      evidence: { places: ['/a', '/b'], count: 2 },
    });
  });

  it('allows more places when the workspace does', () => {
    const subject = aCredentialView({}, at('/a', '/b'));

    expect(judge(credentialInSeveralPlaces, subject, { maxPlaces: 2 }).result).toBe('pass');
  });
});
