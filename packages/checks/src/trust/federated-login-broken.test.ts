import { describe, expect, it } from 'vitest';
import { aDelegation, anIdentityView, judge, nothingRead } from '../testing/index.ts';
import { trustFederatedLoginBroken } from './federated-login-broken.ts';

const key = 'token.actions.githubusercontent.com:sub';
const trusting = (operator: string, ...values: string[]) =>
  aDelegation({
    kind: 'federated-login',
    from: { type: 'external', key: 'issuer', name: 'issuer' },
    conditional: true,
    conditions: [{ operator, key, values }],
  });
const notTold = aDelegation({
  kind: 'federated-login',
  from: { type: 'external', key: 'issuer', name: 'issuer' },
  conditional: true,
  conditions: null,
});

describe('trust-federated-login-broken', () => {
  it.each([
    [
      'fails an exact comparison with a wildcard',
      [trusting('StringEquals', 'repo:acme/app:*')],
      'fail',
    ],
    [
      'fails one of several values',
      [trusting('StringEquals', 'repo:acme/app:environment:prod', 'repo:acme/x:*')],
      'fail',
    ],
    ['passes a pattern', [trusting('StringLike', 'repo:acme/app:*')], 'pass'],
    ['passes an exact value', [trusting('StringEquals', 'repo:acme/app:environment:prod')], 'pass'],
    [
      'fails a branch in a form that GitHub never writes',
      [trusting('StringEquals', 'repo:acme/app:ref:main')],
      'fail',
    ],
    [
      'fails it under a pattern operator as well',
      [trusting('StringLike', 'repo:acme/app:branch:*')],
      'fail',
    ],
    ['fails an empty list', [trusting('StringEquals')], 'fail'],
    [
      'leaves a template of the organisation alone',
      [trusting('StringEquals', 'repo:acme/app:actor:ada')],
      'pass',
    ],
    [
      'leaves a policy variable alone',
      [trusting('StringEquals', 'repo:acme/app:ref:${aws:PrincipalTag/branch}')],
      'pass',
    ],
    ['cannot tell conditions that were not told', [notTold], 'unknown'],
    ['does not concern an identity without trusts', [], 'not-applicable'],
  ] as const)('%s', (_, delegationsTo, expected) => {
    const view = anIdentityView({ identity: { kind: 'role' }, delegationsTo: [...delegationsTo] });

    expect(judge(trustFederatedLoginBroken, view).result).toBe(expected);
  });

  it('names the values, so that they can be found', () => {
    const view = anIdentityView({ delegationsTo: [trusting('StringEquals', 'repo:acme/app:*')] });

    expect(judge(trustFederatedLoginBroken, view)).toMatchObject({
      evidence: { values: ['repo:acme/app:*'] },
    });
  });

  it('cannot tell when trusts were not read', () => {
    expect(judge(trustFederatedLoginBroken, anIdentityView({ coverage: nothingRead })).result).toBe(
      'unknown',
    );
  });

  it('does not concern agents, nor what is disabled', () => {
    const agent = anIdentityView({ identity: { kind: 'agent' } });
    const disabled = anIdentityView({ identity: { status: 'disabled' } });

    expect(judge(trustFederatedLoginBroken, agent).result).toBe('not-applicable');
    expect(judge(trustFederatedLoginBroken, disabled).result).toBe('not-applicable');
  });
});
