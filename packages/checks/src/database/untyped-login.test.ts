import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { databaseUntypedLogin } from './untyped-login.ts';

const user = (userType?: string) =>
  anIdentityView({
    identity: {
      kind: 'service-account',
      nativeType: 'snowflake-user',
      attributes: userType === undefined ? {} : { userType },
    },
  });

describe('database-untyped-login', () => {
  it.each([
    ['fails a login without type', user('unset'), 'fail'],
    ['fails the type of the time of change', user('LEGACY_SERVICE'), 'fail'],
    ['passes a service', user('SERVICE'), 'pass'],
    ['does not concern people', user('PERSON'), 'not-applicable'],
    ['cannot tell a type that was not told', user(), 'unknown'],
    [
      'does not concern databases without types',
      anIdentityView({ identity: { kind: 'database-login' } }),
      'not-applicable',
    ],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(databaseUntypedLogin, view).result).toBe(expected);
  });
});
