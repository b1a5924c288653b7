import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationRefreshForever } from './refresh-forever.ts';

const app = (attributes: Record<string, boolean>) =>
  anIdentityView({ identity: { kind: 'application', attributes } });

describe('application-refresh-forever', () => {
  it.each([
    ['fails tokens without end', app({ refreshForever: true }), 'fail'],
    ['passes tokens that end', app({ refreshForever: false }), 'pass'],
    ['cannot tell what was not told', app({}), 'unknown'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationRefreshForever, view).result).toBe(expected);
  });

  it('is high for a vendor that may come from anywhere', () => {
    const view = app({ refreshForever: true, thirdParty: true, networkRestricted: false });

    expect(judge(applicationRefreshForever, view)).toMatchObject({ severity: 'high' });
  });
});
