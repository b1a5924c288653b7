import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationMultiTenant } from './multi-tenant.ts';

const app = (attributes: Record<string, boolean>) =>
  anIdentityView({ identity: { kind: 'application', attributes } });

describe('application-multi-tenant', () => {
  it.each([
    ['fails an own application for all', app({ thirdParty: false, multiTenant: true }), 'fail'],
    ['passes one of a single tenant', app({ thirdParty: false, multiTenant: false }), 'pass'],
    ['cannot tell whose it is', app({ multiTenant: true }), 'unknown'],
    ['cannot tell what it accepts', app({ thirdParty: false }), 'unknown'],
    ['does not concern applications of others', app({ thirdParty: true }), 'not-applicable'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationMultiTenant, view).result).toBe(expected);
  });
});
