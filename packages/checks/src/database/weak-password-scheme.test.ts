import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, judge } from '../testing/index.ts';
import { databaseWeakPasswordScheme } from './weak-password-scheme.ts';

const holder = anIdentityView({ identity: { kind: 'database-login' } });
const password = (passwordScheme?: string) =>
  aCredentialView(
    { kind: 'password', attributes: passwordScheme === undefined ? {} : { passwordScheme } },
    { holder },
  );

describe('database-weak-password-scheme', () => {
  it.each([
    ['fails an MD5 hash', password('md5'), 'fail'],
    ['fails the old scheme of MySQL', password('mysql_native_password'), 'fail'],
    ['passes SCRAM', password('scram-sha-256'), 'pass'],
    ['passes the newer scheme of MySQL', password('caching_sha2_password'), 'pass'],
    ['cannot tell what was not told', password(), 'unknown'],
    ['does not concern other passwords', aCredentialView({ kind: 'password' }), 'not-applicable'],
    ['does not concern tokens', aCredentialView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(databaseWeakPasswordScheme, view).result).toBe(expected);
  });
});
