import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { applicationOwnerAddsCredentials } from './owner-adds-credentials.ts';

type View = Parameters<typeof anIdentityView>[0];
const app = (
  attributes: Record<string, string[]>,
  access: 'admin' | 'unknown' = 'unknown',
  more: View = {},
) => anIdentityView({ ...more, identity: { kind: 'application', access, attributes } });
const owners = { credentialAdders: ['dev@example.com'] };
const directory = { applicationPermissions: ['Directory.ReadWrite.All'] };
const admin = { grants: [aSeenGrant({ access: 'admin' })] };

describe('application-owner-adds-credentials', () => {
  it.each([
    ['fails owners of an administrator', app(owners, 'admin'), 'fail'],
    ['fails owners of what changes the tenant', app({ ...owners, ...directory }), 'fail'],
    ['fails owners of what a role makes privileged', app(owners, 'unknown', admin), 'fail'],
    ['passes an application without such owners', app({ credentialAdders: [] }, 'admin'), 'pass'],
    [
      'passes owners of what has few rights',
      app({ ...owners, applicationPermissions: ['User.Read.All'] }),
      'pass',
    ],
    [
      'cannot tell rights that were not read',
      app(owners, 'unknown', { coverage: nothingRead }),
      'unknown',
    ],
    ['cannot tell owners that were not read', app({}, 'admin'), 'unknown'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationOwnerAddsCredentials, view).result).toBe(expected);
  });
});
