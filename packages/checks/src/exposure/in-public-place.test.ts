import { describe, expect, it } from 'vitest';
import { anExposureView, aSeenCredential, judge } from '../testing/index.ts';
import { exposureInPublicPlace } from './in-public-place.ts';

const place = { kind: 'provider', locator: 'https://example.com/acme/app' } as const;
const seenThere = (attributes: Record<string, boolean | string>, around = {}) =>
  anExposureView({ place, attributes }, around);

describe('exposure-in-public-place', () => {
  it.each([
    ['fails a public place', seenThere({ publicPlace: true }), 'fail'],
    ['passes a private one', seenThere({ publicPlace: false }), 'pass'],
    ['cannot tell what was not told', seenThere({}), 'unknown'],
    ['does not concern files of a host', anExposureView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(exposureInPublicPlace, view).result).toBe(expected);
  });

  it('is low once the secret is dead, by its provider or by trying', () => {
    const revoked = { credential: aSeenCredential({ status: 'revoked' }) };

    expect(judge(exposureInPublicPlace, seenThere({ publicPlace: true }, revoked))).toMatchObject({
      severity: 'low',
    });
    expect(
      judge(exposureInPublicPlace, seenThere({ publicPlace: true, validity: 'inactive' })),
    ).toMatchObject({ severity: 'low' });
  });
});
