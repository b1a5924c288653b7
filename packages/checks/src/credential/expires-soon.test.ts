import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialExpiresSoon } from './expires-soon.ts';

const endsIn = (days: number) => ({ expiresAt: seen(daysAgo(-days)) });

describe('credential-expires-soon', () => {
  it.each([
    ['passes the day before the warning time', endsIn(15), 'pass'],
    ['fails from the warning time on', endsIn(14), 'fail'],
    ['warns earlier of a certificate', { kind: 'certificate', ...endsIn(30) }, 'fail'],
    ['has nothing to say of what has expired', endsIn(0), 'not-applicable'],
    ['has nothing to say of what never ends', { expiresAt: never }, 'not-applicable'],
    ['leaves sessions alone', { kind: 'session', ...endsIn(1) }, 'not-applicable'],
    ['cannot tell when the expiry is silent', { expiresAt: unknown('not told') }, 'unknown'],
    [
      'leaves alone what the provider itself renews',
      { attributes: { providerManaged: true }, ...endsIn(1) },
      'not-applicable',
    ],
    [
      'fails a key that a customer holds',
      { attributes: { providerManaged: false }, ...endsIn(1) },
      'fail',
    ],
    ['skips what is disabled', { status: 'disabled', ...endsIn(1) }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialExpiresSoon, aCredentialView(credential)).result).toBe(expected);
  });

  it.each([
    [3, 'high'],
    [4, 'low'],
  ])('%i days before the end it is of %s severity', (days, severity) => {
    const outcome = judge(credentialExpiresSoon, aCredentialView(endsIn(days)));

    expect(outcome).toMatchObject({ severity, evidence: { days } });
  });
});
