import type { Environment } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, aSeenExposure, judge } from '../testing/index.ts';
import { credentialAcrossEnvironments } from './across-environments.ts';

const usedIn = (...environments: Environment[]) =>
  environments.map((environment) =>
    aSeenExposure({
      key: environment,
      environment,
      place: { kind: 'file', locator: `/${environment}` },
    }),
  );
const holder = (environment: Environment) => anIdentityView({ identity: { environment } });

describe('credential-across-environments', () => {
  it.each([
    [
      'passes one environment',
      {},
      { exposures: usedIn('production'), holder: holder('production') },
      'pass',
    ],
    [
      'fails both',
      {},
      { exposures: usedIn('production', 'non-production'), holder: holder('production') },
      'fail',
    ],
    [
      'fails a test file with a production identity’s secret',
      {},
      { exposures: usedIn('non-production'), holder: holder('production') },
      'fail',
    ],
    [
      'cannot tell when one place is silent',
      {},
      { exposures: usedIn('production', 'unknown'), holder: holder('production') },
      'unknown',
    ],
    ['cannot tell without any environment', {}, { exposures: [], holder: null }, 'unknown'],
    [
      'cannot tell when not every place was searched',
      {},
      { exposures: usedIn('production'), holder: null },
      'unknown',
    ],
    [
      'skips what is revoked',
      { status: 'revoked' },
      { exposures: usedIn('production', 'non-production') },
      'not-applicable',
    ],
  ] as const)('%s', (_, credential, around, expected) => {
    const outcome = judge(credentialAcrossEnvironments, aCredentialView(credential, around));

    expect(outcome.result).toBe(expected);
  });

  it('names a place on each side', () => {
    const subject = aCredentialView({}, { exposures: usedIn('production', 'non-production') });

    expect(judge(credentialAcrossEnvironments, subject)).toMatchObject({
      evidence: { production: '/production', nonProduction: '/non-production' },
    });
  });
});
