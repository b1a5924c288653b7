import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationUnverifiedPublisher } from './unverified-publisher.ts';

const app = (attributes: Record<string, boolean | string | string[]>) =>
  anIdentityView({ identity: { kind: 'application', attributes } });
const unverified = { thirdParty: true, publisherVerified: false, publisher: 'Acme' };

describe('application-unverified-publisher', () => {
  it.each([
    ['fails an unverified publisher', app(unverified), 'fail'],
    ['passes a verified one', app({ thirdParty: true, publisherVerified: true }), 'pass'],
    ['cannot tell what was not told', app({ thirdParty: true }), 'unknown'],
    ['cannot tell whose it is', app({ publisherVerified: false }), 'unknown'],
    [
      'does not concern own applications',
      app({ thirdParty: false, publisherVerified: false }),
      'not-applicable',
    ],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationUnverifiedPublisher, view).result).toBe(expected);
  });

  it.each([
    [[], 'low'],
    [['Mail.Read'], 'medium'],
  ] as const)('weighs the permissions %j as %s', (delegatedPermissions, severity) => {
    const view = app({ ...unverified, delegatedPermissions: [...delegatedPermissions] });

    expect(judge(applicationUnverifiedPublisher, view)).toMatchObject({ severity });
  });

  it('believes the workspace about publishers', () => {
    const params = { knownPublishers: ['Acme'] };

    expect(judge(applicationUnverifiedPublisher, app(unverified), params).result).toBe('pass');
  });
});
