import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { tokenNotScoped } from './not-scoped.ts';

const token = (more: Partial<Credential>) => aCredentialView({ kind: 'token', ...more });

describe('token-not-scoped', () => {
  it.each([
    ['fails a token without limit', token({ attributes: { unscoped: true } }), 'fail'],
    ['fails a scope that stands for everything', token({ scopes: ['read_user', 'api'] }), 'fail'],
    ['passes named scopes', token({ scopes: ['read_repository'] }), 'pass'],
    ['passes what is told to be limited', token({ attributes: { unscoped: false } }), 'pass'],
    ['cannot tell from an empty list', token({ scopes: [] }), 'unknown'],
    ['cannot tell what was not told', token({}), 'unknown'],
    ['does not concern certificates', token({ kind: 'certificate' }), 'not-applicable'],
    ['skips what was revoked', token({ status: 'revoked', scopes: ['api'] }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(tokenNotScoped, view).result).toBe(expected);
  });

  it('takes the words of the workspace', () => {
    const view = token({ scopes: ['everything'] });

    expect(judge(tokenNotScoped, view, { fullScopes: ['everything'] }).result).toBe('fail');
  });
});
