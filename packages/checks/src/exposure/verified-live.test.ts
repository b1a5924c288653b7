import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anExposureView, aSeenCredential, judge } from '../testing/index.ts';
import { exposureVerifiedLive } from './verified-live.ts';

const tried = (validity: string | null, days?: number, around = {}) =>
  anExposureView(
    {
      attributes: {
        ...(validity === null ? {} : { validity }),
        ...(days === undefined ? {} : { validatedAt: daysAgo(days) }),
      },
    },
    around,
  );

describe('exposure-verified-live', () => {
  it.each([
    ['fails what works', tried('active', 1), 'fail'],
    ['passes what does not', tried('inactive'), 'pass'],
    ['passes what lately did not', tried('inactive', 30), 'pass'],
    ['cannot tell from an old attempt', tried('inactive', 31), 'unknown'],
    ['cannot tell what the scanner could not', tried('unknown'), 'unknown'],
    ['does not concern what nobody tried', tried(null), 'not-applicable'],
    [
      'believes the provider that it is revoked',
      tried('active', 1, { credential: aSeenCredential({ status: 'revoked' }) }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(exposureVerifiedLive, view).result).toBe(expected);
  });
});
