import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { vaultTokenWithoutEnd } from './token-without-end.ts';

const day = 86_400;
const role = (attributes: Record<string, number>, nativeType = 'vault-approle') =>
  anIdentityView({ identity: { kind: 'role', nativeType, attributes } });
const unrenewed = { tokenPeriodSeconds: 0 };

describe('vault-token-without-end', () => {
  it.each([
    [
      'passes the longest allowed life',
      role({ ...unrenewed, tokenMaxLifetimeSeconds: 32 * day }),
      'pass',
    ],
    ['fails a day more', role({ ...unrenewed, tokenMaxLifetimeSeconds: 33 * day }), 'fail'],
    ["passes the system's own limit", role({ ...unrenewed, tokenMaxLifetimeSeconds: 0 }), 'pass'],
    ['fails tokens that are renewed for ever', role({ tokenPeriodSeconds: 3600 }), 'fail'],
    ['cannot tell what was not told', role({}), 'unknown'],
    ['cannot tell from one of the two', role({ tokenMaxLifetimeSeconds: day }), 'unknown'],
    ['does not concern other roles', role({}, 'aws-iam-role'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(vaultTokenWithoutEnd, view).result).toBe(expected);
  });
});
