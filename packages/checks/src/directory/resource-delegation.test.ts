import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryResourceDelegation } from './resource-delegation.ts';

const computer = (attributes: Record<string, boolean | string[]>, nativeType = 'ad-computer') =>
  anIdentityView({ identity: { nativeType, attributes } });

describe('directory-resource-delegation', () => {
  it.each([
    ['fails a computer with a delegate', computer({ delegatedFrom: ['WEB01$'] }), 'fail'],
    ['passes one without', computer({ delegatedFrom: [] }), 'pass'],
    ['cannot tell what was not told', computer({}), 'unknown'],
    [
      'does not concern other systems',
      computer({ delegatedFrom: ['x'] }, 'test'),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryResourceDelegation, view).result).toBe(expected);
  });

  it('is critical towards a domain controller', () => {
    const view = computer({ delegatedFrom: ['WEB01$'], domainController: true });

    expect(judge(directoryResourceDelegation, view)).toMatchObject({ severity: 'critical' });
  });

  it('accepts the delegates that the workspace names, whatever their case', () => {
    const view = computer({ delegatedFrom: ['WEB01$'] });
    const params = { acceptedDelegates: ['web01$'] };

    expect(judge(directoryResourceDelegation, view, params).result).toBe('pass');
  });
});
