import type { AccessLevel } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import {
  aDelegation,
  anIdentityView,
  aSeenCredential,
  judge,
  nothingRead,
} from '../testing/index.ts';
import { trustFederatedLoginTooWide } from './federated-login-too-wide.ts';

const github = 'token.actions.githubusercontent.com';
const condition = (operator: string, claim: string, ...values: string[]) => ({
  operator,
  key: `${github}:${claim}`,
  values,
});
type Condition = ReturnType<typeof condition>;
const main = condition('StringLike', 'sub', 'repo:acme/app:ref:refs/heads/main');
const login = (conditions: Condition[] | undefined, issuer = `https://${github}`) =>
  aDelegation({
    kind: 'federated-login',
    from: { type: 'external', key: `arn:aws:iam::1:oidc-provider/${github}`, name: github },
    conditional: conditions === undefined || conditions.length > 0,
    ...(conditions === undefined ? { conditions: null } : { conditions }),
    attributes: { issuer },
  });
const role = (
  conditions: Condition[] | undefined,
  access: AccessLevel = 'write',
  issuer?: string,
) =>
  anIdentityView({
    identity: { kind: 'role', access },
    delegationsTo: [login(conditions, issuer)],
  });

describe('trust-federated-login-too-wide', () => {
  it.each([
    ['passes one branch', [main], 'pass'],
    [
      'passes one environment',
      [condition('StringEquals', 'sub', 'repo:acme/app:environment:prod')],
      'pass',
    ],
    ['fails without any condition', [], 'fail'],
    [
      'fails a condition on the audience alone',
      [condition('StringEquals', 'aud', 'sts.amazonaws.com')],
      'fail',
    ],
    ['fails an open owner', [condition('StringLike', 'sub', 'repo:acme*')], 'fail'],
    [
      'fails if one of several values is open',
      [condition('StringLike', 'sub', 'repo:acme/app:environment:prod', 'repo:*')],
      'fail',
    ],
    [
      'passes if one of several conditions is narrow',
      [condition('StringLike', 'sub', 'repo:*'), main],
      'pass',
    ],
    [
      'does not take a literal comparison with a wildcard for open',
      [condition('StringEquals', 'sub', 'repo:*')],
      'pass',
    ],
    [
      'takes a literal comparison with the exact rest',
      [condition('StringEquals', 'sub', 'repo:*', 'repo:acme/app:environment:prod')],
      'pass',
    ],
    [
      'fails a quantifier that an absent claim satisfies',
      [condition('ForAllValues:StringLike', 'sub', 'repo:acme/app:environment:prod')],
      'fail',
    ],
    [
      'passes a quantifier that needs the claim',
      [condition('ForAnyValue:StringLike', 'sub', 'repo:acme/app:environment:prod')],
      'pass',
    ],
    [
      'fails IfExists',
      [condition('StringLikeIfExists', 'sub', 'repo:acme/app:environment:prod')],
      'fail',
    ],
    [
      'does not take a negation for a limit',
      [condition('StringNotLike', 'sub', 'repo:evil/*')],
      'fail',
    ],
    [
      'takes a denial of everything else for a limit',
      [condition('Deny:StringNotLike', 'sub', 'repo:acme/app:environment:prod')],
      'pass',
    ],
    [
      'passes a repository by id with its branch',
      [
        condition('StringEquals', 'repository_id', '456'),
        condition('StringEquals', 'ref', 'refs/heads/main'),
      ],
      'pass',
    ],
    [
      'passes an owner by id with the exact workflow',
      [
        condition('StringEquals', 'repository_owner_id', '123'),
        condition(
          'StringEquals',
          'job_workflow_ref',
          'acme/ci/.github/workflows/deploy.yml@refs/heads/main',
        ),
      ],
      'pass',
    ],
    [
      'does not take an environment alone for a limit to a repository',
      [condition('StringEquals', 'environment', 'prod')],
      'fail',
    ],
    [
      'does not take an open branch for one',
      [
        condition('StringEquals', 'repository', 'acme/app'),
        condition('StringLike', 'ref', 'refs/heads/*'),
      ],
      'fail',
    ],
    [
      'cannot tell what an unknown condition leaves',
      [condition('StringEquals', 'actor', 'ada')],
      'unknown',
    ],
    [
      'cannot tell a subject of a form that it does not know',
      [condition('StringLike', 'sub', 'actor:ada')],
      'unknown',
    ],
    ['cannot tell conditions that were not told', undefined, 'unknown'],
  ] as const)('%s', (_, conditions, expected) => {
    const subject = role(conditions === undefined ? undefined : [...conditions]);

    expect(judge(trustFederatedLoginTooWide, subject).result).toBe(expected);
  });

  it.each([
    ['anyone', [], 'write', 'critical', 'a workflow of any repository on GitHub may log in'],
    [
      'an owner',
      [condition('StringLike', 'sub', 'repo:acme/*')],
      'write',
      'medium',
      'a workflow of every repository of the owner may log in',
    ],
    [
      'an owner of an administrator',
      [condition('StringLike', 'sub', 'repo:acme/*')],
      'admin',
      'high',
      'a workflow of every repository of the owner may log in',
    ],
    [
      'pull requests',
      [condition('StringLike', 'sub', 'repo:acme/app:pull_request')],
      'write',
      'medium',
      'unreviewed pull requests of the repository may log in',
    ],
    [
      'a repository',
      [condition('StringLike', 'sub', 'repo:acme/app:*')],
      'write',
      'low',
      'every branch, tag and pull request of the repository may log in',
    ],
  ] as const)('weighs %s', (_, conditions, access, severity, because) => {
    const outcome = judge(trustFederatedLoginTooWide, role([...conditions], access));

    expect(outcome).toMatchObject({ severity, because });
  });

  it('says when a condition only looks like one', () => {
    const subject = role([condition('StringLikeIfExists', 'environment', 'prod')]);

    expect(judge(trustFederatedLoginTooWide, subject)).toMatchObject({
      because:
        'a workflow of any repository on GitHub may log in; its condition on environment also holds when the claim is absent',
    });
  });

  it('ignores what every caller can meet', () => {
    const session = { operator: 'StringEquals', key: 'sts:RoleSessionName', values: ['ci'] };

    expect(judge(trustFederatedLoginTooWide, role([session])).result).toBe('fail');
  });

  it('cannot tell about an address range beside an open subject', () => {
    const address = { operator: 'IpAddress', key: 'aws:SourceIp', values: ['10.0.0.0/8'] };

    expect(judge(trustFederatedLoginTooWide, role([address])).result).toBe('unknown');
  });

  it('cannot tell about an issuer that it does not know', () => {
    const subject = role([], 'write', 'https://login.example.com');

    expect(judge(trustFederatedLoginTooWide, subject)).toEqual({
      result: 'unknown',
      because: 'tokens of login.example.com are not understood',
    });
  });

  it('allows a whole repository where the workspace does', () => {
    const subject = role([condition('StringLike', 'sub', 'repo:acme/app:*')]);
    const params = { allowWholeProject: true };

    expect(judge(trustFederatedLoginTooWide, subject, params).result).toBe('pass');
  });

  it('reads trusts that are told as credentials, in the words of other clouds', () => {
    const credential = (claim: string, value: string) =>
      aSeenCredential({
        kind: 'federated-trust',
        attributes: {
          issuer: `https://${github}/`,
          subjectConditions: [{ operator: 'StringEquals', claim, values: [value] }],
        },
      });
    const open = anIdentityView({
      credentials: [credential('assertion.repository_owner', 'acme')],
    });
    const exact = anIdentityView({
      credentials: [credential('sub', 'repo:acme/app:environment:prod')],
    });

    expect(judge(trustFederatedLoginTooWide, open).result).toBe('fail');
    expect(judge(trustFederatedLoginTooWide, exact).result).toBe('pass');
  });

  it.each([
    ['gitlab', 'project_path:acme/app:ref_type:branch:ref:main', 'pass', 'git.corp.example'],
    ['gitlab', 'project_path:*', 'fail', 'git.corp.example'],
    [
      'github-actions',
      'repo:acme/app:ref:refs/heads/main',
      'pass',
      'github.corp.example/_services/token',
    ],
    ['kubernetes', 'system:serviceaccount:shop:api', 'pass', 'k8s.corp.example'],
    ['something', 'project_path:*', 'unknown', 'git.corp.example'],
  ] as const)('understands tokens of %s on an own server: %s', (provider, sub, expected, host) => {
    const credentials = [
      aSeenCredential({
        kind: 'federated-trust',
        attributes: {
          issuer: `https://${host}`,
          provider,
          subjectConditions: [{ operator: 'StringLike', key: 'sub', values: [sub] }],
        },
      }),
    ];

    expect(judge(trustFederatedLoginTooWide, anIdentityView({ credentials })).result).toBe(
      expected,
    );
  });

  it('does not take everyone on an own server for everyone', () => {
    const credentials = [
      aSeenCredential({
        kind: 'federated-trust',
        attributes: {
          issuer: 'https://git.corp.example',
          provider: 'gitlab',
          subjectConditions: [],
        },
      }),
    ];

    expect(judge(trustFederatedLoginTooWide, anIdentityView({ credentials }))).toMatchObject({
      severity: 'medium',
      evidence: { reach: 'organisation' },
    });
  });

  it('judges the workloads of a cluster', () => {
    const issuer = 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC';
    const key = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub';
    const pod = { operator: 'StringEquals', key, values: ['system:serviceaccount:shop:api'] };

    expect(judge(trustFederatedLoginTooWide, role([pod], 'write', issuer)).result).toBe('pass');
    expect(judge(trustFederatedLoginTooWide, role([], 'write', issuer))).toMatchObject({
      severity: 'medium',
      because: 'every workload of the cluster may log in',
    });
  });

  it.each([
    ['does not concern an identity without trusts', anIdentityView(), 'not-applicable'],
    ['cannot tell when trusts were not read', anIdentityView({ coverage: nothingRead }), 'unknown'],
    ['does not concern agents', anIdentityView({ identity: { kind: 'agent' } }), 'not-applicable'],
    [
      'skips what is disabled',
      anIdentityView({ identity: { status: 'disabled' }, delegationsTo: [login([])] }),
      'not-applicable',
    ],
    [
      'does not concern logins that the same system vouches for',
      anIdentityView({ delegationsTo: [aDelegation({ kind: 'federated-login' })] }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(trustFederatedLoginTooWide, view).result).toBe(expected);
  });
});
