import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge, nothingRead } from '../testing/index.ts';
import { databaseServicePassword } from './service-password.ts';

const offers = { strongerAuthentication: ['key-pair', 'federation'] };
const password = aSeenCredential({ kind: 'password' });
const key = aSeenCredential({ kind: 'private-key' });
const login = (attributes: Record<string, boolean | string | string[]>, more = {}) =>
  anIdentityView({ ...more, identity: { kind: 'database-login', attributes } });

describe('database-service-password', () => {
  it.each([
    ['fails a password where keys would do', login({ ...offers, hasPassword: true }), 'fail'],
    [
      'fails a password that is known as a credential',
      login(offers, { credentials: [password] }),
      'fail',
    ],
    ['passes a login by key', login(offers, { credentials: [key] }), 'pass'],
    ['passes a login without password', login({ ...offers, hasPassword: false }), 'pass'],
    ['cannot tell what the database offers', login({ hasPassword: true }), 'unknown'],
    [
      'cannot tell credentials that were not read',
      login(offers, { coverage: nothingRead }),
      'unknown',
    ],
    [
      'does not concern databases with nothing else',
      login({ hasPassword: true, strongerAuthentication: [] }),
      'not-applicable',
    ],
    [
      'does not concern people',
      login({ ...offers, hasPassword: true, userType: 'PERSON' }),
      'not-applicable',
    ],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(databaseServicePassword, view).result).toBe(expected);
  });

  it('is high for a superuser', () => {
    const view = login({ ...offers, hasPassword: true, superuser: true });

    expect(judge(databaseServicePassword, view)).toMatchObject({ severity: 'high' });
  });
});
