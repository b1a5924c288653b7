import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationOutdatedFlow } from './outdated-flow.ts';

const app = (grantTypes?: string[]) =>
  anIdentityView({
    identity: { kind: 'application', attributes: grantTypes === undefined ? {} : { grantTypes } },
  });

describe('application-outdated-flow', () => {
  it.each([
    ['fails the implicit flow', app(['authorization_code', 'implicit']), 'fail'],
    ['fails the password flow', app(['password']), 'fail'],
    ['passes the others', app(['authorization_code', 'client_credentials']), 'pass'],
    ['passes an application without flows', app([]), 'pass'],
    ['cannot tell what was not told', app(), 'unknown'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationOutdatedFlow, view).result).toBe(expected);
  });

  it.each([
    ['implicit', 'low'],
    ['password', 'medium'],
  ] as const)('weighs %s as %s', (flow, severity) => {
    expect(judge(applicationOutdatedFlow, app([flow]))).toMatchObject({ severity });
  });
});
