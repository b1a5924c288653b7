import { describeImporter, importFile, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { now } from '@nonhuman/model/testing';
import { SecretValue } from '@nonhuman/runtime';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { exports, list, plantedSecret, plantedSecrets } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const imported = () => runImport(importer, exports);

describe('the issuer of a cluster', () => {
  it('is told by its discovery document', async () => {
    const { of } = await imported();

    expect(
      of('resource').find(({ nativeType }) => nativeType === 'kubernetes-issuer'),
    ).toMatchObject({
      key: 'prod/issuer',
      attributes: {
        cluster: 'prod',
        issuer: 'https://oidc.eks.eu-central-1.amazonaws.com/id/0A1B',
      },
    });
  });
});

describe('service accounts', () => {
  it('carry what checks ask of them', async () => {
    const { of } = await imported();
    const facts = (name: string) => of('identity').find((one) => one.name === name)?.attributes;

    expect(facts('shop/checkout')).toMatchObject({
      automountToken: false,
      defaultServiceAccount: false,
    });
    expect(facts('shop/default')).toMatchObject({
      automountToken: true,
      defaultServiceAccount: true,
    });
    expect(facts('kube-system/job-controller')).toMatchObject({ providerManaged: true });
  });

  it('lead to the cloud role they are annotated with, if the cloud agrees', async () => {
    const { of } = await imported();

    expect(of('delegation')).toMatchObject([
      {
        kind: 'federated-login',
        from: { key: 'prod/serviceaccounts/shop/checkout' },
        to: { key: 'arn:aws:iam::111122223333:role/checkout' },
        conditional: true,
      },
    ]);
  });
});

describe('roles', () => {
  it.each([
    ['everything', { access: 'admin', clusterAdmin: true, readsSecrets: true, namespaced: false }],
    ['reader', { access: 'read', clusterAdmin: false, readsSecrets: false, namespaced: false }],
    ['binder', { access: 'admin', clusterAdmin: false, readsSecrets: false, namespaced: false }],
    [
      'shop/one-secret',
      {
        access: 'read',
        clusterAdmin: false,
        readsSecrets: true,
        secretsLimited: true,
        namespaced: true,
      },
    ],
  ])('%s is summed up', async (name, { access, ...attributes }) => {
    const { of } = await imported();
    const role = of('entitlement').find((one) => one.name === name);

    expect(role?.access).toBe(access);
    expect(role?.attributes).toMatchObject(attributes);
  });

  it('keep their rules one by one', async () => {
    const { of } = await imported();

    expect(of('entitlement').find(({ name }) => name === 'everything')?.document).toMatchObject({
      rules: [{ resources: ['*'] }, { nonResourceURLs: ['*'] }],
    });
  });

  it.each([
    ['by name', [{ verbs: ['get'], resourceNames: ['settings'] }], true],
    ['by name, one at a time', [{ verbs: ['list'], resourceNames: ['settings'] }], true],
    ['with none named', [{ verbs: ['get'] }], false],
    ['by the name of all', [{ verbs: ['list'], resourceNames: ['settings', ''] }], false],
    [
      'by name in one rule, and all in another',
      [{ verbs: ['get'], resourceNames: ['settings'] }, { verbs: ['watch'] }],
      false,
    ],
  ])('that read secrets %s tell whether that is a limit', async (_, rules, expected) => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'reader', namespace: 'shop' },
      rules: rules.map((rule) => ({ apiGroups: [''], resources: ['secrets'], ...rule })),
    };

    const { of } = await runImport(importer, { 'role.json': JSON.stringify(role) });

    expect(of('entitlement')[0]?.attributes).toMatchObject({
      readsSecrets: true,
      secretsLimited: expected,
    });
  });

  it('do not take a sub-resource for the resource, nor another group for the core', async () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'narrow' },
      rules: [
        { apiGroups: [''], resources: ['secrets/status'], verbs: ['get'] },
        { apiGroups: ['example.com'], resources: ['secrets'], verbs: ['get'] },
      ],
    };

    const { of } = await runImport(importer, { 'role.json': JSON.stringify(role) });

    expect(of('entitlement')[0]?.attributes).toMatchObject({ readsSecrets: false });
  });
});

describe('bindings', () => {
  it('grant to each subject by what it is', async () => {
    const { of } = await imported();
    const root = of('grant').filter((one) => one.attributes?.['binding'] === 'root' && !one.via);

    expect(root.map(({ principal, on }) => [principal.type, principal.name, on])).toEqual([
      ['identity', 'shop/checkout', '*'],
      ['group', 'system:masters', '*'],
      ['external', 'ada', '*'],
      ['public', 'system:unauthenticated', '*'],
    ]);
  });

  it('hold in their namespace even when they bind a cluster role, and reach the members of groups', async () => {
    const { of } = await imported();
    const readers = of('grant').filter((one) => one.attributes?.['binding'] === 'readers');

    expect(readers.map(({ principal, on, via }) => [principal.name, on, via])).toEqual([
      ['system:serviceaccounts:shop', 'shop', null],
      ['shop/checkout', 'shop', 'system:serviceaccounts:shop'],
      ['shop/default', 'shop', 'system:serviceaccounts:shop'],
    ]);
    expect(readers.every((one) => one.entitlementKey === 'prod/clusterroles/reader')).toBe(true);
  });

  it('know a service account under its user name', async () => {
    const { of } = await imported();

    expect(
      of('grant').find((one) => one.attributes?.['binding'] === 'db')?.principal,
    ).toMatchObject({
      type: 'identity',
      key: 'prod/serviceaccounts/shop/default',
    });
  });

  it('do not hide the AWS roles that aws-auth puts into system:masters', async () => {
    const { of } = await imported();
    const grant = of('grant').find((one) => one.attributes?.['binding'] === 'aws-auth');

    expect(grant?.principal.key).toBe('arn:aws:iam::111122223333:role/admin');
    expect(
      of('entitlement').find(({ key }) => key === grant?.entitlementKey)?.attributes,
    ).toMatchObject({
      clusterAdmin: true,
    });
  });
});

describe('secrets', () => {
  it('of service accounts are legacy tokens: matched by fingerprint, never kept', async () => {
    const { of } = await imported();

    expect(of('credential')).toMatchObject([
      {
        identityKey: 'prod/serviceaccounts/shop/checkout',
        expiresAt: never,
        lastUsedAt: seen('2026-06-01T00:00:00.000Z'),
        fingerprint: testSecretKeeper.fingerprint(new SecretValue(plantedSecret)),
        attributes: { legacy: true },
      },
    ]);
  });

  it('need no data: without it all but the fingerprint is told', async () => {
    const text = exports['kubernetes__prod__secrets.json'] ?? '';
    const stripped = JSON.parse(text, (key, value) => (key === 'data' ? undefined : value));

    const { of } = await runImport(importer, { 'secrets.json': JSON.stringify(stripped) });

    expect(of('credential')).toHaveLength(1);
    expect(of('credential')[0]).not.toHaveProperty('fingerprint');
  });
});

describe('workloads', () => {
  it('are instances of the account they run as; what another makes is not counted twice', async () => {
    const { of } = await imported();

    expect(of('instance').map(({ key, identityKey }) => [key, identityKey])).toEqual([
      ['prod/deployments/shop/web', 'prod/serviceaccounts/shop/checkout'],
      ['prod/pods/shop/alone', 'prod/serviceaccounts/shop/default'],
      ['prod/cronjobs/shop/nightly', 'prod/serviceaccounts/shop/default'],
    ]);
    expect(of('instance')[0]?.attributes).toMatchObject({ automountToken: true });
  });

  it('tell the secrets they read, by name', async () => {
    const { of } = await imported();

    expect(of('secret-reference').map(({ name }) => name)).toEqual([
      'shop/db',
      'shop/settings',
      'shop/tls',
    ]);
  });
});

describe('forms of files', () => {
  it('gives the same from a YAML list, several documents, a typed list and the JSON list', async () => {
    const text = exports['kubernetes__prod__rbac.json'] ?? '';
    const { items } = JSON.parse(text) as { items: { kind: string }[] };
    const accounts = items.filter(({ kind }) => kind === 'ServiceAccount');
    const keys = async (name: string, content: string) =>
      (await runImport(importer, { [name]: content }, { options: { cluster: 'c' } }))
        .of('identity')
        .map(({ key }) => key);

    const expected = await keys('a.json', list(...accounts));

    expect(expected).toHaveLength(3);
    expect(
      await keys('a.yaml', stringify(JSON.parse(list(...accounts)), { indentSeq: false })),
    ).toEqual(expected);
    expect(await keys('b.yaml', stringify(JSON.parse(list(...accounts))))).toEqual(expected);
    expect(await keys('c.yaml', accounts.map((one) => stringify(one)).join('---\n'))).toEqual(
      expected,
    );
    expect(await keys('d.json', accounts.map((one) => JSON.stringify(one)).join('\n'))).toEqual(
      expected,
    );
    const typed = accounts.map((one) => ({ ...one, kind: undefined }));
    expect(
      await keys(
        'e.json',
        JSON.stringify({ kind: 'ServiceAccountList', apiVersion: 'v1', items: typed }),
      ),
    ).toEqual(expected);
  });
});

describe('completeness', () => {
  it('is not claimed for YAML that was cut off between two lines', async () => {
    const text = stringify(JSON.parse(exports['kubernetes__prod__rbac.json'] ?? ''), {
      indentSeq: false,
    });
    const name = 'kubernetes__prod__rbac.yaml';

    const whole = await runImport(importer, { [name]: text });
    const cut = await runImport(importer, { [name]: text.slice(0, text.indexOf('kind: List')) });

    expect(whole.completed).toContain('prod kubernetes.role-bindings');
    expect(cut.completed).toEqual([]);
    expect(cut.problems.get(name)?.message).toMatch(/line 1: .*cut off/);
  });

  it('is claimed only for files that a printed command made, of what they show', async () => {
    const text = exports['kubernetes__prod__rbac.json'] ?? '';

    const unnamed = await runImport(importer, { 'mine.json': text });
    const { completed } = await imported();

    expect(unnamed.completed).toEqual([]);
    expect(completed).toContain('prod kubernetes.cluster-roles');
    expect(completed).toContain('prod kubernetes.secrets');
  });

  it('is claimed for nothing when a file holds the text of an error', async () => {
    const file = importFile('kubernetes__prod__rbac.json', 'Error from server (Forbidden)\n');
    const context = { now, secrets: testSecretKeeper, options: {} };
    const state = importer.start(context);
    const [kind] = importer.kinds;

    const reading = (async () => {
      for await (const _ of kind?.read(file, { ...context, state }) ?? []);
    })();

    await expect(reading).rejects.toThrow('it holds no object at all');
  });

  it('is not claimed when two clusters come under one name', async () => {
    const second = (exports['kubernetes__prod__rbac.json'] ?? '').replaceAll('uid-', 'other-');

    const { completed } = await runImport(
      importer,
      { ...exports, 'more.json': second },
      {
        options: { cluster: 'prod' },
      },
    );

    expect(completed).toEqual([]);
  });

  it('is lost for a kind of which one object is not as expected, and for that kind only', async () => {
    const files = {
      'kubernetes__prod__rbac.json': list(
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'b' } },
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 7 } },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'empty' },
          rules: null,
        },
      ),
    };

    const { completed, of } = await runImport(importer, files);

    expect(of('identity')).toHaveLength(1);
    expect(completed).toEqual(['prod kubernetes.cluster-roles']);
  });
});
