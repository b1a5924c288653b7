import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationNotApproved } from './not-approved.ts';

const app = (attributes: Record<string, boolean>) =>
  anIdentityView({ identity: { kind: 'application', attributes } });

describe('application-not-approved', () => {
  it.each([
    ['fails what nobody approved', app({ thirdParty: true, approved: false }), 'fail'],
    ['passes what was approved', app({ thirdParty: true, approved: true }), 'pass'],
    ['cannot tell approvals that were not told', app({ thirdParty: true }), 'unknown'],
    ['cannot tell whose it is', app({ approved: false }), 'unknown'],
    ['does not concern own applications', app({ thirdParty: false }), 'not-applicable'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationNotApproved, view).result).toBe(expected);
  });
});
