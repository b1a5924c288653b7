import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { accessWildcardActions } from './wildcard-actions.ts';

const granting = (...wildcards: string[]) => aSeenGrant({ name: 'deploy', wildcards });
const untold = { grant: aSeenGrant().grant, entitlement: null };

describe('access-wildcard-actions', () => {
  it.each([
    ['passes actions by name', { grants: [granting()] }, 'pass'],
    ['fails a whole service', { grants: [granting(), granting('s3:*')] }, 'fail'],
    ['fails writing by pattern', { grants: [granting('s3:Put*')] }, 'fail'],
    [
      'passes reading by pattern',
      { grants: [granting('s3:Get*', 'iam:List*', 'get apps/*')] },
      'pass',
    ],
    ['fails every verb of Kubernetes', { grants: [granting('* pods')] }, 'fail'],
    [
      'leaves administrators to their own check',
      { grants: [aSeenGrant({ access: 'admin', wildcards: ['*'] })] },
      'pass',
    ],
    ['cannot tell when an entitlement was not read', { grants: [untold] }, 'unknown'],
    ['cannot tell when grants were not read', { coverage: nothingRead }, 'unknown'],
    [
      'does not concern what the provider runs',
      { identity: { attributes: { providerManaged: true } }, grants: [granting('*')] },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, grants: [granting('s3:*')] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessWildcardActions, anIdentityView(view)).result).toBe(expected);
  });

  it('is stricter when the workspace wants', () => {
    const view = anIdentityView({ grants: [granting('s3:Get*')] });

    expect(judge(accessWildcardActions, view, { allowReading: false })).toMatchObject({
      because: 'deploy grants s3:Get*',
      evidence: { entitlement: 'deploy', wildcards: ['s3:Get*'] },
    });
  });
});
