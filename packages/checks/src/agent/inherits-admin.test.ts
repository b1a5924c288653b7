import { describe, expect, it } from 'vitest';
import {
  aDelegation,
  anIdentityView,
  aSeenCredential,
  aSeenGrant,
  judge,
} from '../testing/index.ts';
import { agentInheritsAdmin } from './inherits-admin.ts';

type Overrides = NonNullable<Parameters<typeof anIdentityView>[0]>;
const agent = (
  attributes: Record<string, string | number | boolean>,
  more: Omit<Overrides, 'identity'> = {},
) => anIdentityView({ ...more, identity: { kind: 'agent', attributes } });

describe('agent-inherits-admin', () => {
  it.each([
    ['fails administrative credentials of its host', agent({ ambientAccess: 'admin' }), 'fail'],
    [
      'fails an administrative credential of its own',
      agent({}, { credentials: [aSeenCredential({ access: 'admin' })] }),
      'fail',
    ],
    [
      'fails an administrative role',
      agent({}, { grants: [aSeenGrant({ access: 'admin' })] }),
      'fail',
    ],
    [
      'fails what leads to an administrator',
      agent(
        {},
        {
          delegationsFrom: [
            aDelegation({ kind: 'inherits-ambient', attributes: { toAccess: 'admin' } }),
          ],
        },
      ),
      'fail',
    ],
    ['passes credentials that only write', agent({ ambientAccess: 'write' }), 'pass'],
    ['passes an agent that inherits nothing', agent({ ambientCredentials: 0 }), 'pass'],
    ['cannot tell how far they go', agent({ ambientCredentials: 3 }), 'unknown'],
    ['cannot tell what was not told', agent({ ambientAccess: 'unknown' }), 'unknown'],
    [
      'does not count revoked credentials',
      agent(
        { ambientCredentials: 0 },
        { credentials: [aSeenCredential({ access: 'admin', status: 'revoked' })] },
      ),
      'pass',
    ],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(agentInheritsAdmin, view).result).toBe(expected);
  });

  it('is critical when nobody is asked', () => {
    const view = agent({ ambientAccess: 'admin', autoApprove: true });

    expect(judge(agentInheritsAdmin, view)).toMatchObject({ severity: 'critical' });
  });
});
