import { describe, expect, it } from 'vitest';
import {
  aCredentialView,
  anIdentityView,
  aSeenExposure,
  judge,
  nothingRead,
} from '../testing/index.ts';
import { credentialLeakedStillActive } from './leaked-still-active.ts';

const file = { kind: 'file', locator: '/repo/.env' } as const;
const tracked = aSeenExposure({ setting: 'source', place: { ...file, tracked: true } });
const published = aSeenExposure({ place: file, attributes: { publicPlace: true } });
const tried = aSeenExposure({
  place: { ...file, tracked: true },
  attributes: { validity: 'active' },
});
const open = aSeenExposure({ place: { ...file, readableBy: 'everyone' } });
const own = aSeenExposure({ place: { ...file, tracked: false, readableBy: 'owner' } });
type Status = 'active' | 'revoked' | 'unknown';
const token = (status: Status, exposures: (typeof tracked)[]) =>
  aCredentialView({ status }, { exposures });

describe('credential-leaked-still-active', () => {
  it.each([
    ['fails what version control holds', token('active', [tracked]), 'fail'],
    ['fails what every account of the host reads', token('active', [open]), 'fail'],
    ['fails what a scanner found to work', token('unknown', [tried]), 'fail'],
    ['passes what only its user reads', token('active', [own]), 'pass'],
    ['passes what was found nowhere', token('active', []), 'pass'],
    ['cannot tell whether a leaked one works', token('unknown', [tracked]), 'unknown'],
    [
      'cannot tell when nobody searched',
      aCredentialView({}, { holder: anIdentityView({ coverage: nothingRead }) }),
      'unknown',
    ],
    ['does not concern what was revoked', token('revoked', [published]), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(credentialLeakedStillActive, view).result).toBe(expected);
  });

  it('is critical in public', () => {
    expect(judge(credentialLeakedStillActive, token('active', [published]))).toMatchObject({
      severity: 'critical',
      because: 'it is active and can be read by anyone in /repo/.env',
    });
  });
});
