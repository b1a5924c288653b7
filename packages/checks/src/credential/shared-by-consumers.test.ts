import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, aDelegation, anIdentityView, judge } from '../testing/index.ts';
import { credentialSharedByConsumers } from './shared-by-consumers.ts';

const token = (consumers?: string[], more: Partial<Credential> = {}) =>
  aCredentialView({ ...more, attributes: consumers === undefined ? {} : { consumers } });
const heldBy = (...names: string[]) => {
  const { credential } = aCredentialView();
  const delegationsTo = names.map((name) =>
    aDelegation({
      kind: 'holds-credential',
      from: { type: 'identity', key: name, name },
      to: { type: 'credential', key: credential.key },
    }),
  );
  return aCredentialView({}, { holder: anIdentityView({ delegationsTo }) });
};

describe('credential-shared-by-consumers', () => {
  it.each([
    ['passes one program', token(['billing']), 'pass'],
    ['fails two', token(['billing', 'reports']), 'fail'],
    ['passes one that nothing presents', token([]), 'pass'],
    ['fails two identities that hold it', heldBy('ci', 'agent'), 'fail'],
    ['cannot tell from one holder that there is no other', heldBy('ci'), 'unknown'],
    ['cannot tell what no log shows', token(), 'unknown'],
    ['does not concern sessions', token(['a', 'b'], { kind: 'session' }), 'not-applicable'],
    ['skips what was revoked', token(['a', 'b'], { status: 'revoked' }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(credentialSharedByConsumers, view).result).toBe(expected);
  });

  it('counts up to the limit of the workspace', () => {
    const view = token(['a', 'b']);

    expect(judge(credentialSharedByConsumers, view, { maxConsumers: 2 }).result).toBe('pass');
  });
});
