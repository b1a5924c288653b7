import { describe, expect, it } from 'vitest';
import { anIdentityView, aResource, judge, nothingRead } from '../testing/index.ts';
import { identityReachesAcrossEnvironments } from './reaches-across-environments.ts';

const test = { environment: 'non-production' } as const;
const inProduction = aResource({ environment: 'production', name: 'orders' });
const inTest = aResource({ environment: 'non-production' });

describe('identity-reaches-across-environments', () => {
  it.each([
    [
      'passes when all that it reaches is outside of production',
      { identity: test, resources: [inTest] },
      'pass',
    ],
    [
      'fails when one thing is in production',
      { identity: test, resources: [inTest, inProduction] },
      'fail',
    ],
    [
      'fails on what was seen although more was not read',
      { identity: test, resources: [inProduction], coverage: nothingRead },
      'fail',
    ],
    [
      'cannot tell when a resource is silent',
      { identity: test, resources: [aResource()] },
      'unknown',
    ],
    [
      'cannot tell when grants were not read',
      { identity: test, resources: [inTest], coverage: nothingRead },
      'unknown',
    ],
    [
      'cannot tell without its own environment',
      { identity: { environment: 'unknown' }, resources: [inProduction] },
      'unknown',
    ],
    ['does not concern production itself', { resources: [inProduction] }, 'not-applicable'],
    [
      'skips what is disabled',
      { identity: { ...test, status: 'disabled' }, resources: [inProduction] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityReachesAcrossEnvironments, anIdentityView(view)).result).toBe(expected);
  });

  it('names what it reaches', () => {
    const view = anIdentityView({ identity: test, resources: [inProduction] });

    expect(judge(identityReachesAcrossEnvironments, view)).toMatchObject({
      because: 'it belongs to non-production and reaches 1 in production',
      evidence: { resources: ['orders'], count: 1 },
    });
  });
});
