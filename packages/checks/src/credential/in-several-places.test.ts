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

  it.each([
    ['fails one path on two hosts', ['build-1', 'build-2'], 'fail'],
    ['counts two lines of one file of one host once', ['build-1', 'build-1'], 'pass'],
    ['does not take a host that is not told for another one', ['build-1', undefined], 'pass'],
  ] as const)('%s', (_, hosts, expected) => {
    const exposures = hosts.map((host, index) =>
      aSeenExposure({ place: { kind: 'file', locator: '/a', line: index + 1, host } }),
    );

    const outcome = judge(credentialInSeveralPlaces, aCredentialView({}, { exposures }));

    expect(outcome.result).toBe(expected);
  });

  it.each([
    ['fails one value in two', 'fp_1', 'fail'],
    ['passes two values of one login, each in one place', 'fp_2', 'pass'],
  ] as const)('%s', (_, second, expected) => {
    const exposures = ['fp_1', second].map((fingerprint, index) =>
      aSeenExposure({ fingerprint, place: { kind: 'file', locator: `/file-${index}` } }),
    );

    const outcome = judge(credentialInSeveralPlaces, aCredentialView({}, { exposures }));

    expect(outcome.result).toBe(expected);
  });

  it('says on which hosts it lies', () => {
    const exposures = ['build-2', 'build-1'].map((host) =>
      aSeenExposure({ place: { kind: 'file', locator: '/a', host } }),
    );

    expect(judge(credentialInSeveralPlaces, aCredentialView({}, { exposures }))).toMatchObject({
      evidence: { places: ['build-1:/a', 'build-2:/a'], count: 2 },
    });
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
