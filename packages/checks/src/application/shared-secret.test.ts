import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge, nothingRead } from '../testing/index.ts';
import { applicationSharedSecret } from './shared-secret.ts';

const secret = aSeenCredential({ kind: 'oauth-client-secret' });
const dead = aSeenCredential({ kind: 'oauth-client-secret', status: 'expired' });
const certificate = aSeenCredential({ kind: 'certificate' });
const offers = { strongerAuthentication: ['certificate', 'federation'] };
type Seen = typeof secret;
const app = (
  credentials: Seen[],
  attributes: Record<string, string | string[]> = offers,
  more = {},
) => anIdentityView({ ...more, identity: { kind: 'application', attributes }, credentials });

describe('application-shared-secret', () => {
  it.each([
    ['fails a live secret', app([secret]), 'fail'],
    ['fails a secret beside a certificate', app([secret, certificate]), 'fail'],
    ['passes a certificate alone', app([certificate]), 'pass'],
    ['passes an expired secret', app([dead]), 'pass'],
    [
      'fails a method that needs a secret',
      app([], { ...offers, clientAuthentication: 'client_secret_post' }),
      'fail',
    ],
    [
      'passes a method that signs, whatever secrets are left',
      app([secret], { ...offers, clientAuthentication: 'private_key_jwt' }),
      'pass',
    ],
    ['cannot tell what the provider offers', app([secret], {}), 'unknown'],
    [
      'cannot tell credentials that were not read',
      app([], offers, { coverage: nothingRead }),
      'unknown',
    ],
    [
      'does not concern a provider with nothing else',
      app([secret], { strongerAuthentication: [] }),
      'not-applicable',
    ],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationSharedSecret, view).result).toBe(expected);
  });
});
