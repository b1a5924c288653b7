import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { applicationRedirectsAnywhere } from './redirects-anywhere.ts';

const app = (attributes: Record<string, boolean | string[]>) =>
  anIdentityView({ identity: { kind: 'application', attributes } });

describe('application-redirects-anywhere', () => {
  it.each([
    ['fails an unsafe address', app({ redirectsAnywhere: true }), 'fail'],
    ['passes safe ones', app({ redirectsAnywhere: false }), 'pass'],
    ['cannot tell what was not told', app({}), 'unknown'],
    ['does not concern other identities', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(applicationRedirectsAnywhere, view).result).toBe(expected);
  });

  it('is high where tokens themselves are in the address', () => {
    const view = app({ redirectsAnywhere: true, grantTypes: ['implicit'] });

    expect(judge(applicationRedirectsAnywhere, view)).toMatchObject({ severity: 'high' });
  });
});
