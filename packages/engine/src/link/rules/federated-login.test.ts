import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import {
  type Asked,
  github,
  judged as judgedIn,
  sub,
  trusting,
  type Workflow,
  workflow,
} from '../testing/federated-world.ts';
import { resource, type Told } from '../testing/linked-world.ts';

const db = await testDb();
const judged = (told: readonly Told[], trusts: readonly Told[], more: readonly Told[] = []) =>
  judgedIn(db, told, trusts, more);

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
