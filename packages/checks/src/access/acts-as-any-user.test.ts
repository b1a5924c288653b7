import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { accessActsAsAnyUser } from './acts-as-any-user.ts';

const account = (attributes: Record<string, boolean | string[]>) =>
  anIdentityView({ identity: { kind: 'service-account', attributes } });

describe('access-acts-as-any-user', () => {
  it.each([
    ['fails domain-wide delegation', account({ actsAsAnyUser: true }), 'fail'],
    ['passes an account without', account({ actsAsAnyUser: false }), 'pass'],
    ['cannot tell what was not told', account({}), 'unknown'],
    [
      'does not concern kinds that cannot',
      anIdentityView({ identity: { kind: 'workload' } }),
      'not-applicable',
    ],
    [
      'skips what is disabled',
      anIdentityView({ identity: { status: 'disabled', attributes: { actsAsAnyUser: true } } }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessActsAsAnyUser, view).result).toBe(expected);
  });

  it.each([
    ['https://mail.google.com/', 'critical'],
    ['https://www.googleapis.com/auth/drive.file', 'high'],
  ] as const)('weighs the scope %s as %s', (scope, severity) => {
    const view = account({ actsAsAnyUser: true, actsAsAnyUserScopes: [scope] });

    expect(judge(accessActsAsAnyUser, view)).toMatchObject({ severity });
  });
});
