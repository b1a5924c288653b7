import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge } from '../testing/index.ts';
import { applicationBroadScopes } from './broad-scopes.ts';

type Facts = Record<string, boolean | string | string[]>;
const app = (attributes: Facts, scopes?: string[], status: 'active' | 'revoked' = 'active') =>
  anIdentityView({
    identity: { kind: 'application', attributes },
    credentials:
      scopes === undefined ? [] : [aSeenCredential({ kind: 'oauth-grant', status, scopes })],
  });
const mail = ['openid', 'https://mail.google.com/'];

describe('application-broad-scopes', () => {
  it.each([
    ['fails a grant of all mail', app({ thirdParty: true }, mail), 'fail'],
    ['passes harmless scopes', app({ thirdParty: true }, ['openid', 'email']), 'pass'],
    ['passes an application that is told to have none', app({ thirdParty: true }, []), 'pass'],
    [
      'reads permissions that are told of the application itself',
      app({ thirdParty: true, delegatedPermissions: ['Files.ReadWrite.All'] }),
      'fail',
    ],
    ['does not count revoked grants', app({ thirdParty: true }, mail, 'revoked'), 'unknown'],
    ['cannot tell scopes that were not told', app({ thirdParty: true }), 'unknown'],
    ['cannot tell whose it is', app({}, mail), 'unknown'],
    ['does not concern own applications', app({ thirdParty: false }, mail), 'not-applicable'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationBroadScopes, view).result).toBe(expected);
  });

  it('is high when it holds for everyone', () => {
    const view = app({ thirdParty: true, adminConsented: true, publisher: 'Acme' }, mail);

    expect(judge(applicationBroadScopes, view)).toMatchObject({
      severity: 'high',
      because: 'for everyone, it has https://mail.google.com/',
      evidence: { publisher: 'Acme' },
    });
  });

  it('takes the scopes that the workspace adds', () => {
    const view = app({ thirdParty: true }, ['ledger.read']);

    expect(judge(applicationBroadScopes, view, { alsoBroad: ['ledger.*'] }).result).toBe('fail');
  });
});
