import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { identityPasswordInDescription } from './password-in-description.ts';

const account = (held?: boolean, nativeType = 'ad-user') =>
  anIdentityView({
    identity: {
      nativeType,
      attributes: held === undefined ? {} : { passwordInDescription: held },
    },
  });

describe('identity-password-in-description', () => {
  it.each([
    ['fails a description with a password', account(true), 'fail'],
    ['fails it in any system', account(true, 'test'), 'fail'],
    ['passes one without', account(false), 'pass'],
    ['cannot tell when descriptions were not read', account(), 'unknown'],
    ['does not concern systems that do not look', account(undefined, 'test'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityPasswordInDescription, view).result).toBe(expected);
  });

  it('is critical for an administrator', () => {
    const view = anIdentityView({
      identity: { access: 'admin', attributes: { passwordInDescription: true } },
    });

    expect(judge(identityPasswordInDescription, view)).toMatchObject({ severity: 'critical' });
  });
});
