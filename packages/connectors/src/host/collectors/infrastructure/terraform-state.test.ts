import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { terraformState } from './terraform-state.ts';

const folder = '/home/ada/infra';
const alphabet = 'kQ7vR2mXz9LpWc4TnB8sYd3HfJ6gA1eU5oKi';
/** Text that looks random, is none of any vendor's formats, and is made here. */
const random = (seed: number) => `${alphabet.slice(seed % 17)}${alphabet.slice(0, seed % 11)}`;

interface Given {
  readonly type: string;
  readonly attributes: object;
  readonly sensitive?: readonly string[];
}

function state(...resources: readonly Given[]) {
  const path = `${folder}/terraform.tfstate`;
  const content = {
    version: 4,
    lineage: 'l1',
    resources: resources.map(({ type, attributes, sensitive }) => ({
      mode: 'managed',
      type,
      name: 'x',
      instances: [
        {
          attributes,
          sensitive_attributes: (sensitive ?? []).map((value) => [{ type: 'get_attr', value }]),
        },
      ],
    })),
  };
  return collectFrom(terraformState, path, { [path]: JSON.stringify(content) });
}

const userArn = 'arn:aws:iam::111122223333:user/ci';
const roleArn = 'arn:aws:iam::111122223333:role/deploy';
const anyone = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('Terraform state of AWS', () => {
  it('holds access keys in plain: credential, exposure and holder by ARN', () => {
    const secret = random(3);
    const id = `AKIA${'Q3EGRNZ7'.repeat(2)}`;
    const reported = state(
      {
        type: 'aws_iam_user',
        attributes: { name: 'ci', arn: userArn, tags_all: { team: 'core' } },
      },
      {
        type: 'aws_iam_access_key',
        attributes: {
          id,
          user: 'ci',
          secret,
          status: 'Active',
          create_date: '2024-01-02T03:04:05Z',
        },
      },
    );

    expect(reported.of('credential')).toMatchObject([
      {
        key: `aws:aws-access-key:${id}`,
        identityKey: userArn,
        publicId: id,
        status: 'active',
        createdAt: { state: 'seen', value: '2024-01-02T03:04:05.000Z' },
        place: { keyPath: 'resources[1].instances[0].attributes.secret' },
      },
    ]);
    expect(reported.of('exposure')).toMatchObject([{ setting: 'state-file' }]);
    expect(reported.of('identity')[0]).toMatchObject({ key: userArn, tags: { team: 'core' } });
    expect(everythingSaid(reported)).not.toContain(secret);
  });

  it('shows who may become a role and what it may do', () => {
    const trust = {
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: {
          Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        },
        Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } },
      },
    };
    const reported = state(
      {
        type: 'aws_iam_role',
        attributes: { name: 'deploy', arn: roleArn, assume_role_policy: JSON.stringify(trust) },
      },
      {
        type: 'aws_iam_role_policy',
        attributes: { name: 'all', role: 'deploy', policy: JSON.stringify({ Statement: anyone }) },
      },
      {
        type: 'aws_iam_role_policy_attachment',
        attributes: { role: 'deploy', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      },
    );

    expect(reported.of('credential')).toMatchObject([
      {
        kind: 'federated-trust',
        identityKey: roleArn,
        expiresAt: { state: 'never' },
        attributes: {
          provider: 'github-actions',
          issuer: 'https://token.actions.githubusercontent.com',
          subjectConditions: [
            {
              operator: 'StringLike',
              key: 'token.actions.githubusercontent.com:sub',
              values: ['repo:acme/*'],
            },
          ],
        },
      },
    ]);
    expect(reported.of('delegation')).toMatchObject([
      { kind: 'federated-login', conditional: true },
    ]);
    expect(
      reported.of('grant').map(({ principal, entitlementKey }) => [principal.key, entitlementKey]),
    ).toEqual([
      [roleArn, `${roleArn}#inline/all`],
      [roleArn, 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ]);
    expect(reported.of('entitlement').map(({ access }) => access)).toEqual(['admin', 'read']);
  });
});

describe('Terraform state of others', () => {
  it('of Google: key files decoded, keys without end, impersonation', () => {
    const email = 'ci@acme.iam.gserviceaccount.com';
    const pem = [
      '-----BEGIN',
      ' PRIVATE KEY-----\n',
      random(5),
      '\n-----END',
      ' PRIVATE KEY-----\n',
    ].join('');
    const file = Buffer.from(JSON.stringify({ private_key_id: 'k1', private_key: pem })).toString(
      'base64',
    );
    const reported = state(
      {
        type: 'google_service_account',
        attributes: { email, name: `projects/acme/serviceAccounts/${email}`, project: 'acme' },
      },
      {
        type: 'google_service_account_key',
        attributes: {
          service_account_id: `projects/acme/serviceAccounts/${email}`,
          private_key: file,
          valid_before: '9999-12-31T23:59:59Z',
        },
      },
      {
        type: 'google_service_account_iam_member',
        attributes: {
          service_account_id: `projects/acme/serviceAccounts/${email}`,
          role: 'roles/iam.serviceAccountTokenCreator',
          member: 'serviceAccount:other@acme.iam.gserviceaccount.com',
        },
      },
      {
        type: 'google_project_iam_binding',
        attributes: {
          project: 'acme',
          role: 'roles/owner',
          members: ['allUsers', 'user:ada@acme.test'],
        },
      },
    );

    expect(reported.of('credential')).toMatchObject([
      { publicId: 'k1', identityKey: email, kind: 'private-key', expiresAt: { state: 'never' } },
    ]);
    expect(reported.of('delegation')).toMatchObject([
      {
        kind: 'impersonate',
        from: { key: 'other@acme.iam.gserviceaccount.com' },
        to: { key: email },
      },
    ]);
    expect(reported.of('grant').map(({ principal, on }) => [principal.type, on])).toEqual([
      ['public', 'project/acme'],
      ['person', 'project/acme'],
    ]);
    expect(reported.of('entitlement')[0]).toMatchObject({ access: 'admin' });
    expect(everythingSaid(reported)).not.toContain(file.slice(0, 40));
  });

  it('of Azure: secrets belong to the application, federated credentials match whole subjects', () => {
    const reported = state(
      {
        type: 'azuread_application',
        attributes: {
          client_id: 'AAAA-1',
          object_id: 'o1',
          id: '/applications/o1',
          display_name: 'ci',
        },
      },
      {
        type: 'azuread_application_password',
        attributes: {
          application_id: '/applications/o1',
          key_id: 'k1',
          value: random(7),
          end_date: '2026-01-01T00:00:00Z',
        },
      },
      {
        type: 'azuread_application_federated_identity_credential',
        attributes: {
          id: 'f1',
          application_id: '/applications/o1',
          issuer: 'https://token.actions.githubusercontent.com',
          subject: 'repo:acme/api:ref:refs/heads/main',
          audiences: ['api://AzureADTokenExchange'],
          display_name: 'gh',
        },
      },
      {
        type: 'azurerm_role_assignment',
        attributes: {
          principal_id: 'o1',
          role_definition_name: 'Owner',
          scope: '/subscriptions/s',
        },
      },
    );

    expect(reported.of('credential')).toMatchObject([
      {
        kind: 'oauth-client-secret',
        identityKey: 'aaaa-1',
        expiresAt: { value: '2026-01-01T00:00:00.000Z' },
      },
      {
        kind: 'federated-trust',
        identityKey: 'aaaa-1',
        attributes: {
          subjectConditions: [
            { operator: 'StringEquals', key: 'sub', values: ['repo:acme/api:ref:refs/heads/main'] },
          ],
        },
      },
    ]);
    expect(reported.of('grant')).toMatchObject([
      { principal: { key: 'aaaa-1' }, on: '/subscriptions/s' },
    ]);
    expect(reported.of('entitlement')).toMatchObject([{ access: 'admin' }]);
  });

  it.each([
    ['random_password', { result: random(1) }, 'password'],
    [
      'gitlab_project_access_token',
      { id: '1', name: 't', token: random(2), scopes: ['api'], expires_at: '2027-01-01' },
      'token',
    ],
    ['cloudflare_api_token', { id: '1', name: 't', value: random(4) }, 'token'],
    ['datadog_api_key', { id: '1', name: 't', key: random(5) }, 'api-key'],
    ['postgresql_role', { name: 'app', password: random(6) }, 'password'],
    [
      'okta_app_oauth',
      { label: 'app', client_id: 'c', client_secret: random(8) },
      'oauth-client-secret',
    ],
    [
      'vault_approle_auth_backend_role_secret_id',
      { role_name: 'r', secret_id: random(9), accessor: 'a' },
      'token',
    ],
  ])('of %s: one credential, one exposure', (type, attributes, kind) => {
    const reported = state({ type, attributes });

    expect(reported.of('credential')).toMatchObject([
      { kind, attributes: { address: `${type}.x` } },
    ]);
    expect(reported.of('exposure')).toMatchObject([{ setting: 'state-file' }]);
  });

  it('of Kubernetes: read as the manifests they are, secrets in plain', () => {
    const reported = state(
      {
        type: 'kubernetes_service_account_v1',
        attributes: { metadata: [{ name: 'app', namespace: 'prod' }] },
      },
      {
        type: 'kubernetes_cluster_role_binding',
        attributes: {
          metadata: [{ name: 'b' }],
          role_ref: [{ kind: 'ClusterRole', name: 'cluster-admin' }],
          subject: [{ kind: 'ServiceAccount', name: 'app', namespace: 'prod' }],
        },
      },
      {
        type: 'kubernetes_secret',
        attributes: { metadata: [{ name: 's' }], data: { apiKey: random(10) } },
      },
    );

    expect(reported.of('grant')[0]?.principal.key).toBe(reported.of('identity')[0]?.key);
    expect(reported.of('exposure')).toHaveLength(1);
  });

  it('tells what is marked sensitive or named like a secret, whatever the type', () => {
    const reported = state({
      type: 'acme_widget',
      attributes: {
        knob: random(11),
        master_password: random(12),
        label: random(13),
        password_hash: random(14),
      },
      sensitive: ['knob'],
    });

    expect(reported.of('exposure').map(({ place }) => place.keyPath?.split('.').at(-1))).toEqual([
      'knob',
      'master_password',
    ]);
  });
});

describe('a state that cannot be read', () => {
  it.each([
    ['broken JSON', '{"version": 4,\n "a": }', 'malformed'],
    ['an old version', '{"version": 3}', 'unsupported'],
  ])('is a gap: %s', (_, text, reason) => {
    const path = `${folder}/terraform.tfstate`;
    const reported = collectFrom(terraformState, path, { [path]: text });

    expect(reported.gaps).toMatchObject([{ reason }]);
    expect(reported.all).toEqual([]);
  });

  it('is a reference when it is encrypted', () => {
    const path = `${folder}/terraform.tfstate`;
    const reported = collectFrom(terraformState, path, {
      [path]: '{"encrypted_data": "x", "meta": {}}',
    });

    expect(reported.of('secret-reference')).toMatchObject([{ store: 'encrypted-state' }]);
  });

  it.each([
    '[]',
    '{"version":4}',
    '{"version":4,"resources":[null,{"mode":"managed"},{"mode":"managed","type":"aws_iam_role","name":"x","instances":[{"attributes":{"assume_role_policy":7}}]}]}',
  ])('does no harm: %s', (text) => {
    const path = `${folder}/terraform.tfstate`;

    expect(() => collectFrom(terraformState, path, { [path]: text })).not.toThrow();
  });
});
