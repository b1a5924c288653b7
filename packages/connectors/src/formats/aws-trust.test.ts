import { describe, expect, it } from 'vitest';
import { trustOf } from './aws-trust.ts';

const githubIssuer = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

function trust(principal: unknown, rest: object = {}) {
  return { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...rest };
}

function only(statement: object, account?: string) {
  const trusts = trustOf({ Statement: statement }, account);
  expect(trusts).toHaveLength(1);
  return trusts?.[0];
}

describe('trustOf', () => {
  it.each([
    [
      'a role',
      { AWS: 'arn:aws:iam::111122223333:role/ci/build' },
      'identity',
      'arn:aws:iam::111122223333:role/ci/build',
    ],
    [
      'a session, by its role',
      { AWS: 'arn:aws:sts::111122223333:assumed-role/build/run-7' },
      'identity',
      'arn:aws:iam::111122223333:role/build',
    ],
    [
      'another account',
      { AWS: 'arn:aws:iam::111122223333:root' },
      'external',
      'arn:aws:iam::111122223333:root',
    ],
    [
      'another account by number',
      { AWS: '111122223333' },
      'external',
      'arn:aws:iam::111122223333:root',
    ],
    ['a service', { Service: 'ec2.amazonaws.com' }, 'service', 'ec2.amazonaws.com'],
    ['everybody', '*', 'public', '*'],
    ['everybody with an AWS account', { AWS: '*' }, 'public', '*'],
  ])('names %s', (_, principal, type, key) => {
    expect(only(trust(principal))?.principal).toMatchObject({ type, key });
  });

  it("takes the root of the role's own account for everybody in it", () => {
    const found = only(trust({ AWS: 'arn:aws:iam::111122223333:root' }), '111122223333');

    expect(found?.principal.type).toBe('group');
  });

  it.each(['AIDA', 'AROA'])(
    'reports a deleted %s principal as dangling and makes no identity of it',
    (prefix) => {
      const id = `${prefix}${'Q3EGRNZ7'.repeat(2)}`;

      expect(only(trust({ AWS: id }))).toMatchObject({
        principal: { type: 'external', key: id },
        dangling: true,
      });
    },
  );

  it('names issuer and conditions of a federated login, single values as lists', () => {
    const found = only({
      ...trust({ Federated: githubIssuer }),
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: { 'token.actions.githubusercontent.com:sub': ['repo:acme/api:*'] },
      },
    });

    expect(found).toEqual({
      principal: {
        type: 'external',
        key: githubIssuer,
        name: 'token.actions.githubusercontent.com',
      },
      kind: 'federated-login',
      issuer: 'https://token.actions.githubusercontent.com',
      accountId: '111122223333',
      conditional: true,
      conditions: [
        {
          operator: 'StringEquals',
          key: 'token.actions.githubusercontent.com:aud',
          values: ['sts.amazonaws.com'],
        },
        {
          operator: 'StringLike',
          key: 'token.actions.githubusercontent.com:sub',
          values: ['repo:acme/api:*'],
        },
      ],
    });
  });

  it('tells the issuer of a provider that a template names by a variable from its conditions', () => {
    const found = only({
      ...trust({ Federated: '${aws_iam_openid_connect_provider.ci.arn}' }),
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': '*' } },
    });

    expect(found?.issuer).toBe('https://token.actions.githubusercontent.com');
  });

  it('gives SAML no issuer', () => {
    const found = only({
      ...trust({ Federated: 'arn:aws:iam::111122223333:saml-provider/okta' }),
      Action: 'sts:AssumeRoleWithSAML',
    });

    expect(found).toMatchObject({ kind: 'federated-login', principal: { name: 'okta' } });
    expect(found).not.toHaveProperty('issuer');
  });

  it('takes NotPrincipal with Allow for everybody else', () => {
    const statement = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
    };

    expect(only(statement)?.principal.type).toBe('public');
  });

  it('takes nobody for trusted by a statement that only tags sessions', () => {
    expect(trustOf({ Statement: trust({ AWS: '*' }, { Action: 'sts:TagSession' }) })).toEqual([]);
  });

  it('lets an unconditioned denial end a trust, and a conditioned one narrow it', () => {
    const allowed = trust({ AWS: '111122223333' });
    const denial = { ...trust('*'), Effect: 'Deny' };
    const condition = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': false } } };

    const ended = trustOf({ Statement: [allowed, denial] });
    const narrowed = trustOf({ Statement: [allowed, { ...denial, ...condition }] });

    expect(ended).toEqual([]);
    expect(narrowed?.[0]).toMatchObject({
      conditional: true,
      conditions: [{ operator: 'Deny:Bool', key: 'aws:MultiFactorAuthPresent', values: ['false'] }],
    });
  });

  it('says that text is no policy instead of "nobody"', () => {
    expect(trustOf('no policy')).toBeNull();
  });
});
