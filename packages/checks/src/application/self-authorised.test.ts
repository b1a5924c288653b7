import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationSelfAuthorised } from './self-authorised.ts';

const app = (attributes: Record<string, boolean>) =>
  anIdentityView({ identity: { kind: 'application', attributes } });

describe('application-self-authorised', () => {
  it.each([
    ['fails what any user may let in', app({ selfAuthorised: true }), 'fail'],
    ['passes what an administrator must let in', app({ selfAuthorised: false }), 'pass'],
    ['cannot tell what was not told', app({}), 'unknown'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationSelfAuthorised, view).result).toBe(expected);
  });

  it.each([
    [{ selfAuthorised: true, thirdParty: false }, 'low'],
    [{ selfAuthorised: true, thirdParty: true }, 'medium'],
  ] as const)('weighs %j as %s', (attributes, severity) => {
    expect(judge(applicationSelfAuthorised, app(attributes))).toMatchObject({ severity });
  });
});
