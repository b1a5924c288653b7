import type { Attributes } from '@nonhuman/model';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import {
  github,
  judged as judgedIn,
  role,
  trusting,
  workflow,
} from '../testing/federated-world.ts';
import { credential, delegation, identity, resource, type Told } from '../testing/linked-world.ts';

const db = await testDb();
const judged = (told: readonly Told[], trusts: readonly Told[]) => judgedIn(db, told, trusts);

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

  it('match by the issuer that the discovery document of the cluster tells', async () => {
    const issuer = resource('one/issuer', 'kubernetes-issuer', {
      cluster: 'one',
      issuer: `https://${eks('A')}`,
    });

    expect(
      await judged([...pod('one', { names: null }), issuer], trust('A', subject)),
    ).toMatchObject([{ verdict: 'matched', confidence: 0.7 }]);
    expect(await judged([...pod('two', { names: null }), issuer], trust('A', subject))).toEqual([]);
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
