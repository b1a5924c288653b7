import type { Attributes } from '@nonhuman/model';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import {
  credential,
  delegation,
  identity,
  linkedWorld,
  resource,
  type Told,
} from '../testing/linked-world.ts';

const db = await testDb();
const github = 'token.actions.githubusercontent.com';
const files = { connector: 'host', scope: 'laptop' };
const account = { connector: 'aws', scope: '123456789012' };
const role = 'arn:aws:iam::123456789012:role/deploy';

interface Workflow {
  readonly repository?: string | null;
  readonly environments?: readonly string[];
  readonly triggers?: readonly string[];
  readonly branches?: readonly string[];
  readonly idToken?: boolean;
  /** What it names to log in as; null: nothing. */
  readonly names?: string | null;
}

function workflow(of: Workflow = {}): Told[] {
  const { names = role, repository = 'acme/shop', ...rest } = of;
  const key = 'github:workflow:deploy';
  const attributes: Attributes = {
    path: '.github/workflows/deploy.yml',
    triggers: ['push'],
    environments: [],
    idToken: true,
    ...(repository === null ? {} : { repository }),
    ...(JSON.parse(JSON.stringify(rest)) as Attributes),
  };
  return [
    identity({
      key,
      name: 'deploy.yml',
      provider: 'github',
      kind: 'workload',
      nativeType: 'github-actions-workflow',
      attributes,
    }),
    ...(names === null
      ? []
      : [
          delegation({
            from: { type: 'identity', key, name: 'deploy.yml' },
            to: { type: 'identity', key: names },
          }),
        ]),
  ];
}

interface Asked {
  readonly operator?: string;
  readonly key?: string;
  readonly values: readonly string[];
}

const sub = (...values: string[]): Asked => ({
  operator: 'StringLike',
  key: `${github}:sub`,
  values,
});

function trusting(conditions: readonly Asked[] | null, issuer = `https://${github}`): Told[] {
  const subjectConditions = conditions?.map(
    ({ operator = 'StringEquals', key = `${github}:sub`, values }) => ({
      operator,
      key,
      values: [...values],
    }),
  );
  return [
    identity({
      key: role,
      name: 'deploy',
      provider: 'aws',
      kind: 'role',
      nativeType: 'aws-iam-role',
    }),
    credential({
      key: `${role}#trust/${issuer}`,
      name: 'deploy trusts GitHub',
      provider: 'aws',
      identityKey: role,
      kind: 'federated-trust',
      nativeType: 'aws-oidc-trust',
      attributes: { issuer, ...(subjectConditions ? { subjectConditions } : {}) },
    }),
  ];
}

async function judged(told: readonly Told[], trusts: readonly Told[], more: readonly Told[] = []) {
  const world = await linkedWorld(db);
  await world.tell(files, told);
  await world.tell(account, trusts);
  await world.tell({ connector: 'github', scope: 'acme' }, more);
  await world.link();
  const links = await world.links('federated-login');
  return links.map(({ verdict, confidence, because }) => ({ verdict, confidence, because }));
}

describe('a workflow of GitHub Actions and a role', () => {
  it.each<[string, Workflow, Asked[]]>([
    ['its branch', {}, [sub('repo:acme/shop:ref:refs/heads/main')]],
    ['any of its refs', {}, [sub('repo:acme/shop:*')]],
    [
      'its environment',
      { environments: ['production'] },
      [sub('repo:acme/shop:environment:production')],
    ],
    [
      'an environment whose name has a colon',
      { environments: ['eu:prod'] },
      [sub('repo:acme/shop:environment:eu%3Aprod')],
    ],
    ['its pull requests', { triggers: ['pull_request'] }, [sub('repo:acme/shop:pull_request')]],
    ['every repository of its owner', {}, [sub('repo:acme/*')]],
    ['its owner by another claim', {}, [{ key: `${github}:repository_owner`, values: ['acme'] }]],
    [
      'the audience of AWS',
      {},
      [sub('repo:acme/shop:*'), { key: `${github}:aud`, values: ['sts.amazonaws.com'] }],
    ],
    ['one of several subjects', {}, [sub('repo:acme/other:*', 'repo:acme/shop:*')]],
    [
      'a branch that its filter lets through',
      { branches: ['release/**'] },
      [sub('repo:acme/shop:ref:refs/heads/release/1')],
    ],
    [
      'a missing claim, which IfExists lets pass',
      {},
      [
        sub('repo:acme/shop:*'),
        { operator: 'StringEqualsIfExists', key: `${github}:environment`, values: ['x'] },
      ],
    ],
    [
      'the called workflow',
      {},
      [
        {
          operator: 'StringLike',
          key: `${github}:job_workflow_ref`,
          values: ['acme/shop/.github/workflows/deploy.yml@refs/heads/main'],
        },
      ],
    ],
  ])('match where the trust takes %s', async (_, told, conditions) => {
    expect(await judged(workflow(told), trusting(conditions))).toMatchObject([
      { verdict: 'matched', confidence: 0.95 },
    ]);
  });

  it.each<[string, Workflow, Asked[]]>([
    ['another repository whose name begins alike', {}, [sub('repo:acme/shop-api:*')]],
    ['the repository of the same name of another owner', {}, [sub('repo:other/shop:*')]],
    ['an owner whose name begins alike', { repository: 'acme-evil/shop' }, [sub('repo:acme/*')]],
    [
      'another environment',
      { environments: ['staging'] },
      [sub('repo:acme/shop:environment:production')],
    ],
    [
      'an environment, and the workflow has none',
      {},
      [sub('repo:acme/shop:environment:production')],
    ],
    ['pull requests only', {}, [sub('repo:acme/shop:pull_request')]],
    [
      'a branch that its filter does not let through',
      { branches: ['main'] },
      [sub('repo:acme/shop:ref:refs/heads/release')],
    ],
    ['a wildcard under StringEquals, which no token has', {}, [{ values: ['repo:acme/shop:*'] }]],
    [
      'all but it',
      {},
      [
        { operator: 'StringNotLike', values: ['repo:acme/*'] },
        { operator: 'StringNotEquals', key: `${github}:repository`, values: ['acme/shop'] },
      ],
    ],
  ])('do not match where the trust takes %s', async (_, told, conditions) => {
    expect(await judged(workflow(told), trusting(conditions))).toMatchObject([
      { verdict: 'not-matched' },
    ]);
  });

  it('do not match where the workflow asks for no token', async () => {
    const found = await judged(workflow({ idToken: false }), trusting([sub('repo:acme/shop:*')]));

    expect(found).toMatchObject([{ verdict: 'not-matched' }]);
    expect(found[0]?.because).toContain('asks for no OIDC token');
  });

  it('do not match where the role trusts another issuer only', async () => {
    const found = await judged(
      workflow(),
      trusting([sub('project_path:acme/shop:*')], 'https://gitlab.com'),
    );

    expect(found).toMatchObject([{ verdict: 'not-matched' }]);
  });

  it.each<[string, Workflow, Asked[] | null]>([
    ['the conditions are not told', {}, null],
    [
      'an id is asked that nobody told',
      {},
      [sub('repo:acme/shop:*'), { key: `${github}:repository_id`, values: ['7'] }],
    ],
    [
      'the request is asked, not the token',
      {},
      [
        sub('repo:acme/shop:*'),
        { operator: 'IpAddress', key: 'aws:SourceIp', values: ['10.0.0.0/8'] },
      ],
    ],
    ['names differ in case only', {}, [sub('repo:Acme/Shop:*')]],
    ['the repository chose immutable names', {}, [sub('repo:acme@1/shop@2:ref:refs/heads/main')]],
    ['the repository is not told', { repository: null }, [sub('repo:acme/shop:*')]],
  ])('cannot be told where %s', async (_, told, conditions) => {
    expect(await judged(workflow(told), trusting(conditions))).toMatchObject([
      { verdict: 'cannot-tell' },
    ]);
  });

  it('are a weaker match where the workflow only could log in, and none where it asks for no token', async () => {
    const conditions = [sub('repo:acme/shop:*')];

    const could = await judged(workflow({ names: null }), trusting(conditions));
    const cannot = await judged(workflow({ names: null, idToken: false }), trusting(conditions));
    const refused = await judged(workflow({ names: null }), trusting([sub('repo:acme/other:*')]));

    expect(could).toMatchObject([{ verdict: 'matched', confidence: 0.7 }]);
    expect(cannot).toEqual([]);
    expect(refused).toEqual([]);
  });

  it("follow the repository's own template of subjects, or its owner's where it says so", async () => {
    const template = (key: string, claims: readonly string[], usesDefault = false) =>
      resource(key, 'github-oidc-subject', { claims: [...claims], usesDefault });
    const asked = [sub('repository_owner:acme:environment:*')];
    const told = { environments: ['production'] };

    const own = await judged(workflow(told), trusting(asked), [
      template('acme/shop/oidc-subject', ['repository_owner', 'context']),
    ]);
    const ofOwner = await judged(workflow(told), trusting(asked), [
      template('acme/oidc-subject', ['repository_owner', 'context']),
      template('acme/shop/oidc-subject', []),
    ]);
    const byDefault = await judged(workflow(told), trusting(asked), [
      template('acme/shop/oidc-subject', [], true),
    ]);

    expect(own).toMatchObject([{ verdict: 'matched' }]);
    expect(ofOwner).toMatchObject([{ verdict: 'matched' }]);
    expect(byDefault).toMatchObject([{ verdict: 'not-matched' }]);
  });

  it('compare ids of the repository where these are told', async () => {
    const ids = resource('acme/shop', 'github-repository', { repositoryId: '7', ownerId: '3' });
    const asked = (id: string) => [{ key: `${github}:repository_id`, values: [id] }];

    expect(await judged(workflow(), trusting(asked('7')), [ids])).toMatchObject([
      { verdict: 'matched' },
    ]);
    expect(await judged(workflow(), trusting(asked('8')), [ids])).toMatchObject([
      { verdict: 'not-matched' },
    ]);
  });

  it('keep the best of several trusts of one role', async () => {
    const trusts = [
      ...trusting([sub('repo:acme/shop:*')]),
      ...trusting([sub('project_path:acme/shop:*')], 'https://gitlab.com').slice(1),
    ];

    expect(await judged(workflow(), trusts)).toMatchObject([{ verdict: 'matched' }]);
  });
});

describe('a workflow and Google Cloud', () => {
  const pool = 'projects/1/locations/global/workloadIdentityPools/ci';
  const email = 'deploy@shop.iam.gserviceaccount.com';
  const provider = (subjectConditions: Attributes[string]) =>
    credential({
      key: `${pool}/providers/github`,
      name: `${pool}/providers/github`,
      provider: 'gcp',
      identityKey: null,
      kind: 'federated-trust',
      nativeType: 'gcp-workload-identity-provider',
      attributes: { issuer: `https://${github}`, subjectConditions },
    });
  const bound = (member: string): Told[] => [
    identity({ key: email, name: email, provider: 'gcp' }),
    delegation({
      from: {
        type: 'external',
        key: `principalSet://iam.googleapis.com/${pool}/${member}`,
        name: member,
      },
      to: { type: 'identity', key: email },
    }),
  ];
  const ofAccount = async (rows: readonly Told[]) =>
    (await judged(workflow({ names: email }), rows)).filter(({ because }) =>
      because.includes(email),
    );

  it('match where the pool lets its issuer in and the binding names its repository', async () => {
    expect(
      await ofAccount([provider([]), ...bound('attribute.repository/acme/shop')]),
    ).toMatchObject([{ verdict: 'matched', confidence: 0.95 }]);
  });

  it('do not match where the binding names another repository, or the pool another owner', async () => {
    const owner = [
      { operator: 'StringEquals', key: 'assertion.repository_owner', values: ['other'] },
    ];

    expect(
      await ofAccount([provider([]), ...bound('attribute.repository/acme/site')]),
    ).toMatchObject([{ verdict: 'not-matched' }]);
    expect(
      await ofAccount([provider(owner), ...bound('attribute.repository/acme/shop')]),
    ).toMatchObject([{ verdict: 'not-matched' }]);
  });
});

describe('a Kubernetes service account and a role', () => {
  const eks = (id: string) => `oidc.eks.eu-west-1.amazonaws.com/id/${id}`;
  const pod = (
    cluster: string,
    of: { issuer?: string; name?: string; names?: string | null } = {},
  ): Told[] => {
    const { issuer, name = 'api', names = role } = of;
    const key = `${cluster}/serviceaccounts/shop/${name}`;
    return [
      identity({
        key,
        name: `shop/${name}`,
        provider: 'kubernetes',
        nativeType: 'kubernetes-service-account',
        attributes: { cluster, namespace: 'shop', ...(issuer === undefined ? {} : { issuer }) },
      }),
      ...(names === null
        ? []
        : [
            delegation({
              from: { type: 'identity', key, name: `shop/${name}` },
              to: { type: 'identity', key: names },
            }),
          ]),
    ];
  };
  const trust = (cluster: string, subject: string) =>
    trusting([{ key: `${eks(cluster)}:sub`, values: [subject] }], `https://${eks(cluster)}`);
  const subject = 'system:serviceaccount:shop:api';

  it('match by issuer and subject, with or without the annotation', async () => {
    expect(
      await judged(pod('one', { issuer: `https://${eks('A')}` }), trust('A', subject)),
    ).toMatchObject([{ verdict: 'matched', confidence: 0.95 }]);
    expect(
      await judged(pod('one', { issuer: `https://${eks('A')}`, names: null }), trust('A', subject)),
    ).toMatchObject([{ verdict: 'matched', confidence: 0.7 }]);
  });

  it('match by annotation and subject where the issuer of the cluster is not told, less surely', async () => {
    expect(await judged(pod('one'), trust('A', subject))).toMatchObject([
      { verdict: 'matched', confidence: 0.9 },
    ]);
  });

  it('share the confidence where two clusters have such an account', async () => {
    const found = await judged([...pod('one'), ...pod('two')], trust('A', subject));

    expect(found).toMatchObject([{ confidence: 0.45 }, { confidence: 0.45 }]);
    expect(found[0]?.because).toContain('2 accounts of that name');
  });

  it.each<[string, Told[], Told[]]>([
    [
      'the same name in another cluster',
      pod('one', { issuer: `https://${eks('B')}`, names: null }),
      trust('A', subject),
    ],
    [
      'the same name in a cluster that nobody told of, without annotation',
      pod('one', { names: null }),
      trust('A', subject),
    ],
    [
      'another name',
      pod('one', { issuer: `https://${eks('A')}`, name: 'web', names: null }),
      trust('A', subject),
    ],
  ])('are not linked for %s', async (_, told, trusts) => {
    expect(await judged(told, trusts)).toEqual([]);
  });

  it('do not match where the trust names another account than the annotated one', async () => {
    expect(
      await judged(pod('one', { issuer: `https://${eks('A')}`, name: 'web' }), trust('A', subject)),
    ).toMatchObject([{ verdict: 'not-matched' }]);
  });
});

describe('other pipelines', () => {
  const gitlab = (names: string | null = role): Told[] => {
    const key = 'gitlab:workflow:gitlab.com/acme/shop/.gitlab-ci.yml';
    return [
      identity({
        key,
        name: 'acme/shop/.gitlab-ci.yml',
        provider: 'gitlab',
        nativeType: 'gitlab-ci-workflow',
        attributes: { repository: 'acme/shop', idToken: true, idTokenAudiences: ['https://aws'] },
      }),
      ...(names === null
        ? []
        : [
            delegation({
              from: { type: 'identity', key, name: 'ci' },
              to: { type: 'identity', key: names },
            }),
          ]),
    ];
  };
  const trust = (value: string, host = 'gitlab.com') =>
    trusting([{ operator: 'StringLike', key: `${host}:sub`, values: [value] }], `https://${host}`);

  it('of GitLab match by project and ref type', async () => {
    expect(
      await judged(gitlab(), trust('project_path:acme/shop:ref_type:branch:ref:main')),
    ).toMatchObject([{ verdict: 'matched' }]);
    expect(
      await judged(gitlab(null), trust('project_path:acme/*:ref_type:tag:ref:*')),
    ).toMatchObject([{ verdict: 'matched', confidence: 0.7 }]);
  });

  it('of GitLab do not match another project, nor the same path at another instance', async () => {
    expect(await judged(gitlab(), trust('project_path:acme/site:*'))).toMatchObject([
      { verdict: 'not-matched' },
    ]);
    expect(
      await judged(gitlab(null), trust('project_path:acme/shop:*', 'gitlab.acme.test')),
    ).toEqual([]);
  });

  it('of CircleCI cannot be told by their file, which names no ids', async () => {
    const key = 'circleci:workflow:shop';
    const told = [
      identity({
        key,
        name: 'shop',
        provider: 'circleci',
        nativeType: 'circleci-workflow',
        attributes: { idToken: true },
      }),
      delegation({
        from: { type: 'identity', key, name: 'shop' },
        to: { type: 'identity', key: role },
      }),
    ];
    const org = 'oidc.circleci.com/org/1234';

    const found = await judged(
      told,
      trusting([{ key: `${org}:sub`, values: ['org/1234/project/5/user/*'] }], `https://${org}`),
    );

    expect(found).toMatchObject([{ verdict: 'cannot-tell' }]);
    expect(found[0]?.because).toContain('the id of the organization');
  });
});
