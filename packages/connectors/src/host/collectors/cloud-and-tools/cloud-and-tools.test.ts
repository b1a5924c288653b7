import { FileProblem } from '@nonhuman/connector-kit';
import { exampleOf } from '@nonhuman/secrets/testing';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid, type FakeFile } from '../../testing/fake-host.ts';
import { awsSecret, files, secret } from '../../testing/tool-files.ts';
import { cloudAndToolCollectors } from './index.ts';

const byId = new Map(cloudAndToolCollectors.map((collector) => [collector.id, collector]));

function read(id: string, path: string, content: FakeFile) {
  const collector = byId.get(id);
  if (collector === undefined) throw new Error(`there is no collector ${id}`);
  const absolute = path.startsWith('/') ? path : `/home/ada/${path}`;
  return collectFrom(collector, absolute, { [absolute]: content });
}

/** What was said, or the refusal that the walker would show; anything else is a fault. */
function saidOrRefused(read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
}

describe('the files of tools', () => {
  it.each(files)('%s reads ~/%s', (id, path, content, names) => {
    const reported = read(id, path, content);

    expect(reported.of('credential').map(({ name }) => name)).toEqual(names);
    expect(reported.of('exposure')).toHaveLength(names.length);
    expect(reported.of('exposure')[0]?.place.line).toBeGreaterThan(0);
    expect(reported.of('exposure')[0]?.fingerprint).toMatch(/^fp_/);
  });

  it.each(files)('%s says the secret of ~/%s nowhere', (id, path, content) => {
    const said = everythingSaid(read(id, path, content));

    expect(said).not.toContain(secret);
    expect(said).not.toContain(awsSecret);
  });

  it.each(files)('%s survives ~/%s cut short anywhere', (id, path, content) => {
    for (let length = 0; length < content.length; length += 7) {
      expect(
        saidOrRefused(() => everythingSaid(read(id, path, content.slice(0, length)))),
      ).not.toContain(secret);
    }
  });

  it('have each a collector, and each collector a file here but those that hold no secret', () => {
    const tested = new Set(files.map(([id]) => id));

    expect([...byId.keys()].filter((id) => !tested.has(id))).toEqual([
      'host.gcloud-configurations',
    ]);
  });
});

describe('what is not a secret', () => {
  it('is a role that a profile assumes: a way to it, without a credential', () => {
    const reported = read(
      'host.aws-profiles',
      '.aws/config',
      '[profile prod]\nrole_arn = arn:aws:iam::123456789012:role/deploy\nsource_profile = default\n[profile ci]\ncredential_process = /opt/creds --json\n',
    );

    expect(reported.of('identity')).toMatchObject([
      { kind: 'role', name: 'deploy', attributes: { accountId: '123456789012' } },
    ]);
    expect(reported.of('delegation')).toMatchObject([
      { kind: 'assume-role', from: { name: 'profile default' } },
    ]);
    expect(reported.of('secret-reference')).toMatchObject([
      { store: 'command', name: '/opt/creds' },
    ]);
    expect(reported.of('credential')).toEqual([]);
  });

  it('is workload identity federation of Google Cloud', () => {
    const reported = read(
      'host.google-credentials',
      '.config/gcloud/application_default_credentials.json',
      JSON.stringify({
        type: 'external_account',
        audience: '//iam.googleapis.com/pool',
        service_account_impersonation_url:
          'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/bot@p.iam.gserviceaccount.com:generateAccessToken',
      }),
    );

    expect(reported.of('credential')).toEqual([]);
    expect(reported.of('delegation')).toMatchObject([
      { kind: 'federated-login', to: { key: 'google-cloud:bot@p.iam.gserviceaccount.com' } },
    ]);
  });

  it.each([
    [
      'host.npmrc',
      '.npmrc',
      '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n',
      'environment-variable',
    ],
    [
      'host.container-registries',
      '.docker/config.json',
      '{"credsStore":"osxkeychain"}',
      'credential-helper',
    ],
    [
      'host.github-cli',
      '.config/gh/hosts.yml',
      'github.com:\n  users:\n    ada: {}\n  user: ada\n',
      'keychain',
    ],
    [
      'host.kubeconfig',
      '.kube/config',
      'kind: Config\nusers:\n  - name: a\n    user:\n      exec: { command: aws }\n',
      'command',
    ],
    [
      'host.maven',
      '.m2/settings.xml',
      '<settings><servers><server><id>n</id><password>{COQLCE6DU6GtcS5P=}</password></server></servers></settings>',
      'maven-encrypted',
    ],
    [
      'host.snowflake',
      '.snowflake/connections.toml',
      '[p]\nuser = "a"\nprivate_key_file = "~/k.p8"\n',
      'file',
    ],
    [
      'host.gcloud-configurations',
      '.config/gcloud/configurations/config_default',
      '[core]\naccount = ada@acme.dev\n',
      'gcloud-credentials-db',
    ],
  ])('is a reference in %s', (id, path, content, store) => {
    const reported = read(id, path, content);

    expect(reported.of('credential')).toEqual([]);
    expect(reported.of('secret-reference')).toMatchObject([{ store }]);
  });

  it.each([
    ['in a home', '.npmrc', false],
    ['of a project', 'app/.npmrc', false],
    ['that version control holds', 'app/.npmrc', true],
  ])(
    'lies in the file of a tool %s, and the place tells whether it is committed',
    (_, at, tracked) => {
      const content = `//npm.acme.dev/:_authToken=${secret}\n`;

      const reported = read('host.npmrc', at, { content, tracked });

      expect(reported.of('exposure')).toMatchObject([
        { setting: 'tool-configuration', place: { tracked, host: 'workbench' } },
      ]);
    },
  );
});

describe('a client secret of Entra in a file', () => {
  const clientId = '11111111-2222-4333-8444-555555555555';
  const entries = (secret: string) =>
    JSON.stringify([{ client_id: clientId, tenant: 'acme', client_secret: secret }]);
  const path = '.azure/service_principal_entries.json';

  it('tells its application and the hint by which Entra lists it', () => {
    const entraSecret = exampleOf('azure-entra-client-secret', 1);

    const reported = read('host.azure-service-principals', path, entries(entraSecret));

    expect(reported.of('credential')).toMatchObject([
      {
        identityKey: `azure:application:${clientId}`,
        kind: 'oauth-client-secret',
        attributes: { hint: entraSecret.slice(0, 3) },
      },
    ]);
    expect(everythingSaid(reported)).not.toContain(entraSecret.slice(0, 4));
  });

  it('has no hint when it is none that Entra makes today', () => {
    const reported = read('host.azure-service-principals', path, entries(secret));

    expect(reported.of('credential')[0]?.attributes).not.toHaveProperty('hint');
  });
});
