import { describe, expect, it } from 'vitest';
import { anExposureView, aSeenCredential, judge } from '../testing/index.ts';
import { exposureReadableByOthers } from './readable-by-others.ts';

const file = (readableBy?: 'owner' | 'group' | 'everyone' | 'unknown', mode = '0644') => ({
  place: { kind: 'file' as const, locator: '/x', mode, ...(readableBy ? { readableBy } : {}) },
});
const revoked = { credential: aSeenCredential({ status: 'revoked' }) };

describe('exposure-readable-by-others', () => {
  it.each([
    ['passes a file of its owner alone', file('owner'), {}, 'pass'],
    ['fails a file of a group', file('group'), {}, 'fail'],
    ['fails a file for everyone', file('everyone'), {}, 'fail'],
    ['cannot tell where bits do not tell', file('unknown'), {}, 'unknown'],
    ['cannot tell where nobody looked', file(), {}, 'unknown'],
    [
      'does not concern what lies in no file',
      { place: { kind: 'provider', locator: 'x' } },
      {},
      'not-applicable',
    ],
    ['does not concern a secret that is revoked', file('everyone'), revoked, 'not-applicable'],
  ] as const)('%s', (_, exposure, around, expected) => {
    const outcome = judge(exposureReadableByOthers, anExposureView(exposure, around));

    expect(outcome.result).toBe(expected);
  });

  it('weighs everyone more than a group, and shows the mode', () => {
    expect(judge(exposureReadableByOthers, anExposureView(file('everyone')))).toMatchObject({
      severity: 'high',
      evidence: { mode: '0644' },
    });
    expect(judge(exposureReadableByOthers, anExposureView(file('group')))).not.toHaveProperty(
      'severity',
    );
  });
});
