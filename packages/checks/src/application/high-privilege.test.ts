import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationHighPrivilege } from './high-privilege.ts';

const app = (permissions?: string[], kind: 'application' | 'workload' = 'application') =>
  anIdentityView({
    identity: {
      kind,
      attributes: permissions === undefined ? {} : { applicationPermissions: permissions },
    },
  });

describe('application-high-privilege', () => {
  it.each([
    ['fails what changes every group', app(['Group.ReadWrite.All']), 'fail'],
    ['passes what only reads', app(['Group.Read.All']), 'pass'],
    ['passes an application without any', app([]), 'pass'],
    ['fails a managed identity too', app(['Directory.ReadWrite.All'], 'workload'), 'fail'],
    ['cannot tell permissions that were not told', app(), 'unknown'],
    ['does not concern what has no such permissions', app(undefined, 'workload'), 'not-applicable'],
    [
      'skips what is disabled',
      anIdentityView({
        identity: {
          kind: 'application',
          status: 'disabled',
          attributes: { applicationPermissions: ['Directory.ReadWrite.All'] },
        },
      }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationHighPrivilege, view).result).toBe(expected);
  });

  it.each([
    ['RoleManagement.ReadWrite.Directory', 'critical'],
    ['User.ReadWrite.All', 'high'],
  ] as const)('weighs %s as %s', (permission, severity) => {
    expect(judge(applicationHighPrivilege, app([permission]))).toMatchObject({ severity });
  });

  it('accepts what the workspace accepts', () => {
    const params = { acceptedPermissions: ['Group.ReadWrite.All'] };

    expect(judge(applicationHighPrivilege, app(['Group.ReadWrite.All']), params).result).toBe(
      'pass',
    );
  });
});
