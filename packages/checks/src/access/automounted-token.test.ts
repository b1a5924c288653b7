import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { accessAutomountedToken } from './automounted-token.ts';

const mounts = (automountToken: boolean) => ({ identity: { attributes: { automountToken } } });

describe('access-automounted-token', () => {
  it.each([
    ['passes an account whose pods must ask', { ...mounts(false), grants: [aSeenGrant()] }, 'pass'],
    ['fails one whose pods need not', { ...mounts(true), grants: [aSeenGrant()] }, 'fail'],
    ['cannot tell when the source is silent', { grants: [aSeenGrant()] }, 'unknown'],
    ['does not concern roles', { identity: { kind: 'role' } }, 'not-applicable'],
    [
      'does not concern what the cluster runs',
      { identity: { attributes: { automountToken: true, providerManaged: true } } },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { ...mounts(true).identity, status: 'disabled' } },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessAutomountedToken, anIdentityView(view)).result).toBe(expected);
  });

  it('only mentions a token without rights', () => {
    expect(judge(accessAutomountedToken, anIdentityView(mounts(true)))).toMatchObject({
      severity: 'info',
    });
  });

  it('does not take unread rights for none', () => {
    const view = anIdentityView({ ...mounts(true), coverage: nothingRead });

    expect(judge(accessAutomountedToken, view)).not.toHaveProperty('severity');
  });
});
