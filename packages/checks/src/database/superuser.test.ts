import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge } from '../testing/index.ts';
import { databaseSuperuser } from './superuser.ts';

const login = (attributes: Record<string, boolean | string>, more = {}) =>
  anIdentityView({ ...more, identity: { kind: 'database-login', attributes } });
const accountAdmin = { grants: [aSeenGrant({ name: 'ACCOUNTADMIN', access: 'admin' })] };

describe('database-superuser', () => {
  it.each([
    ['fails a superuser', login({ superuser: true }), 'fail'],
    ['fails a role that is as much', login({}, accountAdmin), 'fail'],
    ['passes an ordinary login', login({ superuser: false }), 'pass'],
    ['cannot tell what was not told', login({}), 'unknown'],
    ['does not concern people', login({ superuser: true, userType: 'PERSON' }), 'not-applicable'],
    [
      'does not concern logins of the provider',
      login({ superuser: true, providerManaged: true }),
      'not-applicable',
    ],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(databaseSuperuser, view).result).toBe(expected);
  });
});
