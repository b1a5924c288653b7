import { describe, expect, it } from 'vitest';
import { aCredentialView, aSeenExposure, judge } from '../testing/index.ts';
import { certificateWildcardShared } from './wildcard-shared.ts';

const wildcard = { kind: 'certificate', attributes: { wildcardNames: true } } as const;
const single = { kind: 'certificate', attributes: { wildcardNames: false } } as const;
const at = (...locators: string[]) => ({
  exposures: locators.map((locator) => aSeenExposure({ place: { kind: 'file', locator } })),
});

describe('certificate-wildcard-shared', () => {
  it.each([
    ['passes one place', wildcard, at('/a'), 'pass'],
    ['fails two', wildcard, at('/a', '/b'), 'fail'],
    [
      'cannot tell when not every place was searched',
      wildcard,
      { ...at('/a'), holder: null },
      'unknown',
    ],
    ['cannot tell without the names', { kind: 'certificate' }, at('/a', '/b'), 'unknown'],
    ['does not concern single names', single, at('/a', '/b'), 'not-applicable'],
    ['does not concern tokens', { ...wildcard, kind: 'token' }, at('/a', '/b'), 'not-applicable'],
    ['skips a revoked one', { ...wildcard, status: 'revoked' }, at('/a', '/b'), 'not-applicable'],
  ] as const)('%s', (_, credential, around, expected) => {
    const outcome = judge(certificateWildcardShared, aCredentialView(credential, around));

    expect(outcome.result).toBe(expected);
  });
});
