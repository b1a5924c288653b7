import type { Exposure } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, aSeenExposure, judge } from '../testing/index.ts';
import { credentialStaticWhereFederationFits } from './static-where-federation-fits.ts';

const cloudKey = { provider: 'aws', kind: 'access-key' } as const;
const seenIn = (setting: Exposure['setting']) => ({
  exposures: [aSeenExposure({ setting, place: { kind: 'file', locator: `/${setting}` } })],
});

describe('credential-static-where-federation-fits', () => {
  it.each([
    ['fails a cloud key in a pipeline', cloudKey, seenIn('ci'), 'fail'],
    [
      'fails a client secret in a service definition',
      { provider: 'azure', kind: 'oauth-client-secret' },
      seenIn('service-definition'),
      'fail',
    ],
    [
      'passes a cloud key that is used from nowhere of this kind',
      cloudKey,
      seenIn('tool-configuration'),
      'pass',
    ],
    ['cannot tell from where an unsearched key is used', cloudKey, { holder: null }, 'unknown'],
    [
      'does not ask it of providers without federation',
      { provider: 'test', kind: 'access-key' },
      seenIn('ci'),
      'not-applicable',
    ],
    [
      'does not ask it of tokens',
      { provider: 'aws', kind: 'token' },
      seenIn('ci'),
      'not-applicable',
    ],
    ['skips a disabled key', { ...cloudKey, status: 'disabled' }, seenIn('ci'), 'not-applicable'],
  ] as const)('%s', (_, credential, around, expected) => {
    const outcome = judge(credentialStaticWhereFederationFits, aCredentialView(credential, around));

    expect(outcome.result).toBe(expected);
  });

  it('names from where', () => {
    const outcome = judge(
      credentialStaticWhereFederationFits,
      aCredentialView(cloudKey, seenIn('ci')),
    );

    expect(outcome).toMatchObject({
      because: 'a static key is used from ci',
      evidence: { places: ['/ci'] },
    });
  });
});
