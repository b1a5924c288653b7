import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { databaseReachableFromAnywhere } from './reachable-from-anywhere.ts';

const login = (attributes: Record<string, boolean | string[]>) =>
  anIdentityView({ identity: { kind: 'database-login', attributes } });

describe('database-reachable-from-anywhere', () => {
  it.each([
    ['fails every host', login({ allowedHosts: ['%'] }), 'fail'],
    ['fails every address', login({ allowedHosts: ['10.0.0.0/8', '0.0.0.0/0'] }), 'fail'],
    ['fails a login without network policy', login({ networkRestricted: false }), 'fail'],
    ['passes named hosts', login({ allowedHosts: ['10.1.%'] }), 'pass'],
    ['passes a network policy', login({ networkRestricted: true, allowedHosts: ['%'] }), 'pass'],
    ['cannot tell what was not told', login({}), 'unknown'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(databaseReachableFromAnywhere, view).result).toBe(expected);
  });

  it('is high for a superuser', () => {
    expect(
      judge(databaseReachableFromAnywhere, login({ allowedHosts: ['%'], superuser: true })),
    ).toMatchObject({
      severity: 'high',
    });
  });
});
