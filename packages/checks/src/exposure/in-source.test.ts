import { describe, expect, it } from 'vitest';
import { anExposureView, aSeenCredential, judge } from '../testing/index.ts';
import { exposureInSource } from './in-source.ts';

const here = { setting: 'source', place: { kind: 'file', locator: '/x', line: 3 } } as const;
const tracked = { ...here, place: { ...here.place, tracked: true } };
const of = (credential: Parameters<typeof aSeenCredential>[0]) => ({
  credential: aSeenCredential(credential),
});

describe('exposure-in-source', () => {
  it.each([
    ['fails a secret that may work', here, {}, 'fail'],
    ['fails one whose credential nobody knows', here, { credential: null, holder: null }, 'fail'],
    [
      'fails one of which no source tells whether it works',
      here,
      of({ status: 'unknown' }),
      'fail',
    ],
    ['does not concern one that was revoked', here, of({ status: 'revoked' }), 'not-applicable'],
    [
      'does not concern a token that never was one',
      here,
      of({ attributes: { checksum: 'invalid' } }),
      'not-applicable',
    ],
    ['leaves other places to their own checks', { ...here, setting: 'ci' }, {}, 'not-applicable'],
  ] as const)('%s', (_, exposure, around, expected) => {
    expect(judge(exposureInSource, anExposureView(exposure, around)).result).toBe(expected);
  });

  it('says where it lies, never what it is', () => {
    expect(judge(exposureInSource, anExposureView(here))).toEqual({
      result: 'fail',
      because: '/x:3 holds it',
      evidence: { place: '/x', detector: 'test-token', line: 3 },
      severity: 'high',
    });
  });

  it.each([
    ['under version control', tracked, {}, 'critical'],
    ['of an administrator', here, of({ access: 'admin' }), 'critical'],
  ] as const)('weighs a secret %s as worse', (_, exposure, around, severity) => {
    const outcome = judge(exposureInSource, anExposureView(exposure, around));

    expect(outcome).toMatchObject({ severity });
  });
});
