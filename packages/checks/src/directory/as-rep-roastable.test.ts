import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryAsRepRoastable } from './as-rep-roastable.ts';

const account = (open?: boolean, nativeType = 'ad-user') =>
  anIdentityView({
    identity: {
      nativeType,
      attributes: open === undefined ? {} : { preauthenticationNotRequired: open },
    },
  });

describe('directory-as-rep-roastable', () => {
  it.each([
    ['fails an account without preauthentication', account(true), 'fail'],
    ['passes one with it', account(false), 'pass'],
    ['cannot tell what was not told', account(), 'unknown'],
    ['does not concern other systems', account(true, 'test'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryAsRepRoastable, view).result).toBe(expected);
  });

  it('is critical for an administrator', () => {
    const identity = {
      nativeType: 'ad-user',
      access: 'admin',
      attributes: { preauthenticationNotRequired: true },
    } as const;

    expect(judge(directoryAsRepRoastable, anIdentityView({ identity }))).toMatchObject({
      severity: 'critical',
    });
  });
});
