import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryUnconstrainedDelegation } from './unconstrained-delegation.ts';

const account = (attributes: Record<string, boolean>, nativeType = 'ad-user') =>
  anIdentityView({ identity: { nativeType, attributes } });

describe('directory-unconstrained-delegation', () => {
  it.each([
    ['fails an account that delegates freely', account({ unconstrainedDelegation: true }), 'fail'],
    ['passes one that does not', account({ unconstrainedDelegation: false }), 'pass'],
    ['cannot tell what was not told', account({}), 'unknown'],
    [
      'fails a computer that is no domain controller',
      account({ unconstrainedDelegation: true, domainController: false }, 'ad-computer'),
      'fail',
    ],
    [
      'cannot tell about a computer that may be a domain controller',
      account({ unconstrainedDelegation: true }, 'ad-computer'),
      'unknown',
    ],
    [
      'does not concern domain controllers',
      account({ unconstrainedDelegation: true, domainController: true }, 'ad-computer'),
      'not-applicable',
    ],
    [
      'does not concern other systems',
      account({ unconstrainedDelegation: true }, 'aws-iam-user'),
      'not-applicable',
    ],
    [
      'skips what is disabled',
      anIdentityView({
        identity: {
          nativeType: 'ad-user',
          status: 'disabled',
          attributes: { unconstrainedDelegation: true },
        },
      }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryUnconstrainedDelegation, view).result).toBe(expected);
  });
});
