import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { vaultLoginWithoutLimits } from './login-without-limits.ts';

const day = 86_400;
const role = (attributes: Record<string, number | string[]>, nativeType = 'vault-approle') =>
  anIdentityView({ identity: { kind: 'role', nativeType, attributes } });
const bound = { boundNetworks: ['10.0.0.0/8'] };

describe('vault-login-without-limits', () => {
  it.each([
    [
      'passes a secret on its last day',
      role({ ...bound, secretLifetimeSeconds: 90 * day }),
      'pass',
    ],
    ['fails one that lives longer', role({ ...bound, secretLifetimeSeconds: 91 * day }), 'fail'],
    ['fails one without end', role({ ...bound, secretLifetimeSeconds: 0 }), 'fail'],
    ['fails one from anywhere', role({ boundNetworks: [], secretLifetimeSeconds: day }), 'fail'],
    ['cannot tell networks that were not told', role({ secretLifetimeSeconds: day }), 'unknown'],
    ['cannot tell what was not told', role({}), 'unknown'],
    ['does not concern other roles', role(bound, 'aws-iam-role'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(vaultLoginWithoutLimits, view).result).toBe(expected);
  });

  it.each([
    [
      { secretLifetimeSeconds: 0, boundNetworks: [] },
      'high',
      'its secrets never end and may be used from anywhere',
    ],
    [{ ...bound, secretLifetimeSeconds: 0 }, 'medium', 'its secrets never end'],
    [
      { boundNetworks: [], secretLifetimeSeconds: day },
      'low',
      'its secrets may be used from anywhere',
    ],
  ] as const)('weighs %j as %s', (attributes, severity, because) => {
    const told = { ...attributes, boundNetworks: [...attributes.boundNetworks] };

    expect(judge(vaultLoginWithoutLimits, role(told))).toMatchObject({ severity, because });
  });
});
