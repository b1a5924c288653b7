import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { exampleOf } from '@nonhuman/secrets/testing';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { kubernetesManifests } from './kubernetes-manifests.ts';

const path = '/home/ada/infra/app.yaml';

function collected(...documents: readonly string[]) {
  return collectFrom(kubernetesManifests, path, { [path]: documents.join('\n---\n') });
}

function base64(text: string) {
  return Buffer.from(text).toString('base64');
}

const account = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: app
  namespace: prod
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app
    iam.gke.io/gcp-service-account: app@acme.iam.gserviceaccount.com
automountServiceAccountToken: false
imagePullSecrets: [{name: registry}]`;
const accountKey = 'kubernetes:/home/ada:service-account:prod/app';

describe('service accounts', () => {
  it('are identities with their clouds and pull secrets', () => {
    const reported = collected(account);

    expect(reported.of('identity')[0]).toMatchObject({
      key: accountKey,
      nativeType: 'kubernetes-service-account',
      name: 'prod/app',
      place: { line: 1 },
      attributes: { namespace: 'prod', automountToken: false, defaultServiceAccount: false },
    });
    expect(reported.of('delegation').map(({ kind, to }) => [kind, to.key])).toEqual([
      ['federated-login', 'arn:aws:iam::111122223333:role/app'],
      ['federated-login', 'app@acme.iam.gserviceaccount.com'],
    ]);
    expect(reported.of('secret-reference')[0]).toMatchObject({ name: 'prod/registry' });
  });

  it('give their token to pods unless they refuse', () => {
    const [identity] = collected(
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default}',
    ).of('identity');

    expect(identity?.attributes).toMatchObject({
      automountToken: true,
      defaultServiceAccount: true,
    });
  });
});

describe('access', () => {
  function role(rules: string, kind = 'ClusterRole') {
    const [entitlement] = collected(
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: {name: r, namespace: prod}\n${rules}`,
    ).of('entitlement');
    return entitlement;
  }

  it.each([
    [
      'everything',
      'rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]',
      'admin',
      true,
      true,
    ],
    [
      'everything over two rules, which are never added up',
      'rules: [{apiGroups: ["*"], resources: [pods], verbs: ["*"]}, {apiGroups: [""], resources: ["*"], verbs: [get]}]',
      'write',
      false,
      true,
    ],
    [
      'everything of some names',
      'rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"], resourceNames: [a]}]',
      'write',
      false,
      true,
    ],
    [
      'reading secrets',
      'rules: [{apiGroups: [""], resources: [secrets], verbs: [list]}]',
      'read',
      false,
      true,
    ],
    [
      'reading pods',
      'rules: [{apiGroups: [""], resources: [pods], verbs: [get, list, watch]}]',
      'read',
      false,
      false,
    ],
    ['nothing', 'rules: []', 'none', false, false],
  ])('sees %s', (_, rules, access, clusterAdmin, readsSecrets) => {
    expect(role(rules)).toMatchObject({ access, attributes: { clusterAdmin, readsSecrets } });
  });

  it.each([
    ['by name', 'resourceNames: [settings]', true],
    ['at large', 'resourceNames: []', false],
    ['by the name of all', 'resourceNames: [settings, ""]', false],
  ])('tells whether secrets are read %s', (_, names, secretsLimited) => {
    const rules = `rules: [{apiGroups: [""], resources: [secrets], verbs: [get], ${names}}]`;

    expect(role(rules)?.attributes).toMatchObject({ readsSecrets: true, secretsLimited });
  });

  it('does not guess the reach of an aggregated role', () => {
    const found = role('aggregationRule: {clusterRoleSelectors: []}\nrules: []');

    expect(found?.access).toBe('unknown');
    expect(found?.attributes).not.toHaveProperty('clusterAdmin');
  });

  it('takes a role of one namespace for no cluster administrator', () => {
    const found = role('rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]', 'Role');

    expect(found).toMatchObject({
      access: 'admin',
      attributes: { clusterAdmin: false, namespaced: true },
    });
  });

  it('grants what a binding binds, in its namespace, to each kind of subject', () => {
    const reported = collected(`apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: prod}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
  - {kind: ServiceAccount, name: app, namespace: prod}
  - {kind: User, name: 'system:serviceaccount:other:ci'}
  - {kind: User, name: ada}
  - {kind: Group, name: ops}
  - {kind: Group, name: 'system:unauthenticated'}`);

    expect(
      reported.of('grant').map(({ principal, on }) => [principal.type, principal.key, on]),
    ).toEqual([
      ['identity', accountKey, 'namespace/prod'],
      ['identity', 'kubernetes:/home/ada:service-account:other/ci', 'namespace/prod'],
      ['external', 'ada', 'namespace/prod'],
      ['group', 'ops', 'namespace/prod'],
      ['public', 'system:unauthenticated', 'namespace/prod'],
    ]);
    expect(reported.of('entitlement')[0]).toMatchObject({
      access: 'admin',
      attributes: { clusterAdmin: true },
    });
  });
});

describe('secrets', () => {
  it('are exposures: base64 hides nothing', () => {
    const token = exampleOf('github-personal-access-token', 3);
    const password = ['s3cr', 'et-horse'].join('');
    const reported = collected(
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: prod}\ndata:\n  token: ${base64(token)}\n  blob: ${base64(password)}\n  username: ${base64('appuser17')}\n  host: ${base64('db.acme.test')}\nstringData:\n  other: ${password}2`,
    );

    expect(
      reported.of('exposure').map(({ place, setting }) => [place.keyPath, place.line, setting]),
    ).toEqual([
      ['data.token', 5, 'infrastructure-code'],
      ['data.blob', 6, 'infrastructure-code'],
      ['stringData.other', 10, 'infrastructure-code'],
    ]);
    for (const secret of [token, password, base64(password)]) {
      expect(everythingSaid(reported)).not.toContain(secret);
    }
  });

  it('of a service account are tokens of the old kind that never end', () => {
    const jwt = [base64('{"alg":"RS256"}'), base64('{"sub":"x"}'), 'c2ln'].join('.');
    const reported = collected(
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata:\n  name: t\n  namespace: prod\n  annotations: {kubernetes.io/service-account.name: app}\ndata: {token: ${base64(jwt)}}`,
    );

    expect(reported.of('credential')).toMatchObject([
      {
        kind: 'jwt',
        identityKey: accountKey,
        expiresAt: { state: 'never' },
        attributes: { legacy: true },
      },
    ]);
  });

  it('of a registry name host and user', () => {
    const password = ['pull', 'me-7781'].join('-');
    const config = JSON.stringify({
      auths: { 'registry.acme.test': { auth: base64(`robot:${password}`) } },
    });
    const reported = collected(
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\nmetadata: {name: r}\ndata: {.dockerconfigjson: ${base64(config)}}`,
    );

    expect(reported.of('credential')).toMatchObject([
      {
        name: 'robot at registry.acme.test',
        kind: 'password',
        attributes: { host: 'registry.acme.test' },
      },
    ]);
    expect(everythingSaid(reported)).not.toContain(password);
  });

  it.each([
    [
      'sealed',
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: s}\nspec: {encryptedData: {key: AgBy8h}}',
      'sealed-secret',
      'default/s#key',
    ],
    [
      'fetched',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: s}\nspec:\n  secretStoreRef: {name: vault}\n  data: [{secretKey: a, remoteRef: {key: app/db, property: pw}}]',
      'external-secret',
      'vault/app/db#pw',
    ],
    [
      'encrypted by SOPS',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: "ENC[AES256_GCM,data:x]"}\nsops: {mac: x}',
      'sops',
      'default/s',
    ],
  ])('that are %s are references and no exposures', (_, text, store, name) => {
    const reported = collected(text);

    expect(reported.of('secret-reference')).toMatchObject([{ store, name }]);
    expect(reported.of('exposure')).toEqual([]);
  });
});

describe('workloads', () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: prod}
spec:
  template:
    spec:
      serviceAccountName: app
      containers:
        - image: acme/web:1
          env:
            - {name: PLAIN, value: x}
            - {name: DB_PASSWORD, value: ${['hunt', 'er2-hunter'].join('')}}
            - name: TOKEN
              valueFrom: {secretKeyRef: {name: tokens, key: api}}
          envFrom: [{secretRef: {name: all}}]
      volumes: [{name: v, secret: {secretName: files}}]`;

  it('are instances of their service account, with the secrets that they read', () => {
    const reported = collected(deployment);

    expect(reported.of('instance')).toMatchObject([
      { identityKey: accountKey, nativeType: 'kubernetes-deployment', name: 'prod/web' },
    ]);
    expect(
      reported.of('secret-reference').map(({ name, identityKey }) => [name, identityKey]),
    ).toEqual([
      ['prod/tokens#api', accountKey],
      ['prod/all', accountKey],
      ['prod/files', accountKey],
    ]);
    expect(reported.of('exposure')).toMatchObject([
      { title: 'Value of DB_PASSWORD', place: { line: 12 } },
    ]);
  });

  it('run as the default account of their namespace when they name none', () => {
    const reported = collected(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: []}',
    );

    expect(reported.of('instance')[0]?.identityKey).toBe(
      'kubernetes:/home/ada:service-account:default/default',
    );
  });

  it('do not include services of the network', () => {
    expect(
      collected('apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: []}').all,
    ).toEqual([]);
  });
});

describe('Helm templates', () => {
  it('are read with their directives taken out, and keep their lines', () => {
    const reported = collected(`{{- if .Values.serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "web.name" . }}
  namespace: prod
  {{- with .Values.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
---
apiVersion: v1
kind: Secret
metadata: {name: fixed}
stringData:
  password: {{ .Values.password | quote }}
  fallback: ${['hunt', 'er2-hunter'].join('')}`);

    expect(reported.gaps).toEqual([]);
    expect(reported.of('identity')[0]).toMatchObject({
      name: 'prod/{{ include "web.name" . }}',
      place: { line: 2 },
    });
    expect(reported.of('exposure')).toMatchObject([
      { place: { line: 17, keyPath: 'stringData.fallback' } },
    ]);
  });

  it('say once that they need rendering when that is not enough', () => {
    const reported = collected('apiVersion: v1\nkind: Secret\nx: {{ a }}: [\n');

    expect(reported.gaps).toMatchObject([{ reason: 'unsupported' }]);
  });
});

describe('other files', () => {
  it.each([
    ['no manifest', 'a: 1'],
    ['strange kinds', 'apiVersion: 1\nkind: [a]'],
    ['a list of strings', 'apiVersion: v1\nkind: List\nitems: [a, 1, null]'],
    [
      'a role of another shape',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: 3\nrules: {a: b}',
    ],
    ['a pod of another shape', 'apiVersion: v1\nkind: Pod\nspec: {containers: {a: 1}, volumes: 7}'],
    ['keys of the prototype', 'apiVersion: v1\nkind: constructor\n__proto__: {a: 1}'],
  ])('do no harm: %s', (_, text) => {
    expect(() => collected(text)).not.toThrow();
  });
});

const corpus = new URL('../../../../../../.testdata/dev/regolibrary/', import.meta.url);

describe.skipIf(!existsSync(corpus))('manifests of others', () => {
  it('are all read without an exception', () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:ya?ml|json)$/.test(name),
    );

    for (const name of files) {
      const at = `/home/ada/${name}`;
      collectFrom(kubernetesManifests, at, { [at]: readFileSync(new URL(name, corpus)) });
    }

    expect(files.length).toBeGreaterThan(0);
  });
});
