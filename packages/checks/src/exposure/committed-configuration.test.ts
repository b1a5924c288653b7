import { describe, expect, it } from 'vitest';
import { anExposureView, aSeenCredential, judge } from '../testing/index.ts';
import { exposureCommittedConfiguration } from './committed-configuration.ts';

const file = (tracked?: boolean) => ({
  place: {
    kind: 'file' as const,
    locator: '/repo/.npmrc',
    ...(tracked === undefined ? {} : { tracked }),
  },
});
const revoked = { credential: aSeenCredential({ status: 'revoked' }) };

describe('exposure-committed-configuration', () => {
  it.each([
    ['passes a file outside of version control', file(false), {}, 'pass'],
    ['fails a committed file', file(true), {}, 'fail'],
    ['cannot tell when nobody looked', file(), {}, 'unknown'],
    [
      'leaves other places to their own checks',
      { ...file(true), setting: 'source' },
      {},
      'not-applicable',
    ],
    [
      'does not concern providers',
      { place: { kind: 'provider', locator: 'x' } },
      {},
      'not-applicable',
    ],
    ['does not concern a revoked secret', file(true), revoked, 'not-applicable'],
  ] as const)('%s', (_, exposure, around, expected) => {
    const outcome = judge(exposureCommittedConfiguration, anExposureView(exposure, around));

    expect(outcome.result).toBe(expected);
  });
});
