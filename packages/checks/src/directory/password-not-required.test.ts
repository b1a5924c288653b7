import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryPasswordNotRequired } from './password-not-required.ts';

const account = (exempt?: boolean, nativeType = 'ad-user') =>
  anIdentityView({
    identity: {
      nativeType,
      attributes: exempt === undefined ? {} : { passwordNotRequired: exempt },
    },
  });

describe('directory-password-not-required', () => {
  it.each([
    ['fails an exempt account', account(true), 'fail'],
    ['passes one that is not', account(false), 'pass'],
    ['cannot tell what was not told', account(), 'unknown'],
    ['does not concern other systems', account(true, 'test'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryPasswordNotRequired, view).result).toBe(expected);
  });
});
