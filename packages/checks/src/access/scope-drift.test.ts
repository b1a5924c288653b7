import { describe, expect, it } from 'vitest';
import {
  anIdentityView,
  aSeenCredential,
  aSeenGrant,
  judge,
  nothingRead,
} from '../testing/index.ts';
import { accessScopeDrift } from './scope-drift.ts';

type Facts = NonNullable<
  NonNullable<Parameters<typeof anIdentityView>[0]>['identity']
>['attributes'];
const app = (attributes: Facts, more: Parameters<typeof anIdentityView>[0] = {}) =>
  anIdentityView({ ...more, identity: { kind: 'application', attributes } });
const approved = { approvedPermissions: ['contents:read'] };

describe('access-scope-drift', () => {
  it.each([
    ['passes what was approved', app({ ...approved, permissions: { contents: 'read' } }), 'pass'],
    ['fails a level that rose', app({ ...approved, permissions: { contents: 'write' } }), 'fail'],
    [
      'fails a permission that was added',
      app({ ...approved, permissions: { contents: 'read', secrets: 'read' } }),
      'fail',
    ],
    ['passes what has less than was approved', app({ ...approved, permissions: {} }), 'pass'],
    [
      'compares scopes of live credentials',
      app(
        { approvedPermissions: ['mail.read'] },
        { credentials: [aSeenCredential({ scopes: ['mail.read', 'mail.send'] })] },
      ),
      'fail',
    ],
    [
      'leaves out scopes of revoked credentials',
      app(
        { approvedPermissions: [], permissions: {} },
        { credentials: [aSeenCredential({ status: 'revoked', scopes: ['mail.send'] })] },
      ),
      'pass',
    ],
    [
      'compares roles by name',
      app({ approvedEntitlements: ['reader'] }, { grants: [aSeenGrant({ name: 'editor' })] }),
      'fail',
    ],
    [
      'passes approved roles',
      app({ approvedEntitlements: ['reader'] }, { grants: [aSeenGrant()] }),
      'pass',
    ],
    [
      'cannot tell roles that were not all read',
      app({ approvedEntitlements: ['reader'] }, { coverage: nothingRead }),
      'unknown',
    ],
    ['cannot tell permissions that were not told', app(approved), 'unknown'],
    [
      'does not concern what has no approval on record',
      app({ permissions: { contents: 'write' } }),
      'not-applicable',
    ],
    [
      'skips what is disabled',
      anIdentityView({ identity: { status: 'disabled', attributes: approved } }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessScopeDrift, view).result).toBe(expected);
  });

  it('is high when an administrative role was added', () => {
    const view = app(
      { approvedEntitlements: [] },
      { grants: [aSeenGrant({ name: 'owner', access: 'admin' })] },
    );

    expect(judge(accessScopeDrift, view)).toMatchObject({
      severity: 'high',
      evidence: { added: ['owner'] },
    });
  });
});
