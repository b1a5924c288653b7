import type { FileCollector } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { azurePipelines } from './azure-pipelines.ts';
import { bitbucketPipelines } from './bitbucket-pipelines.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { gitlabCi } from './gitlab-ci.ts';
import { ciCollectors } from './index.ts';
import { jenkinsfile } from './jenkinsfile.ts';

const folder = '/home/ada/src/api';
const arn = 'arn:aws:iam::111122223333:role/deploy';

function collected(
  collector: FileCollector,
  name: string,
  lines: readonly string[],
  origin = 'git@gitlab.acme.test:acme/api.git',
) {
  const path = `${folder}/${name}`;
  return collectFrom(collector, path, {
    [path]: lines.join('\n'),
    [`${folder}/.git/config`]: `[remote "origin"]\n\turl = ${origin}\n`,
  });
}

function names(reported: ReturnType<typeof collected>) {
  return reported.of('secret-reference').map(({ store, name, place }) => [store, name, place.line]);
}

describe('GitLab CI', () => {
  const reported = collected(gitlabCi, '.gitlab-ci.yml', [
    'include:',
    '  - local: ci/x.yml',
    '  - project: acme/templates',
    '    ref: main',
    '  - project: other/templates',
    '    ref: v1',
    'variables:',
    '  KNOWN_TOKEN: "set here"',
    'deploy:',
    '  id_tokens:',
    '    AWS_TOKEN: {aud: https://aws.acme.test}',
    '  secrets:',
    '    DB: {vault: prod/db/password@ops}',
    '    OTHER: {aws_secrets_manager: {secret_id: app/key, field: f}}',
    '  environment: production',
    '  script:',
    '    - aws sts assume-role-with-web-identity --role-arn ' + arn,
    '    - curl -H "PRIVATE-TOKEN: $DEPLOY_TOKEN" $KNOWN_TOKEN',
    '    - aws ecs run --execution-role-arn arn:aws:iam::111122223333:role/task',
  ]);

  it('is a workflow with its includes, tokens and environments', () => {
    expect(reported.of('identity')[0]).toMatchObject({
      key: 'gitlab:workflow:gitlab.acme.test/acme/api/.gitlab-ci.yml',
      nativeType: 'gitlab-ci-workflow',
      attributes: {
        idToken: true,
        idTokenAudiences: ['https://aws.acme.test'],
        includes: ['ci/x.yml', 'acme/templates@main', 'other/templates@v1'],
        unpinnedActions: [{ uses: 'other/templates@v1', line: 5, receivesSecrets: true }],
        environments: ['production'],
      },
    });
  });

  it('refers to stores outside and to variables that it does not set', () => {
    expect(names(reported)).toEqual([
      ['vault', 'prod/db/password@ops', 13],
      ['aws-secrets-manager', 'app/key/f', 14],
      ['gitlab-ci-variable', 'DEPLOY_TOKEN', 18],
    ]);
  });

  it('logs in under the address of its own instance, only to roles that it assumes', () => {
    expect(reported.of('delegation')).toMatchObject([
      {
        kind: 'federated-login',
        to: { key: arn },
        attributes: { issuer: 'https://gitlab.acme.test', line: 17 },
      },
    ]);
  });

  it('does not say "no token" where an included file may ask for one', () => {
    const including = collected(gitlabCi, '.gitlab-ci.yml', [
      'include: ci/x.yml',
      'a: {script: [x]}',
    ]);

    expect(including.of('identity')[0]?.attributes).not.toHaveProperty('idToken');
  });
});

describe('CircleCI', () => {
  const reported = collected(circleci, '.circleci/config.yml', [
    'orbs:',
    '  aws-cli: circleci/aws-cli@4',
    '  fixed: vendor/x@1.2.3',
    '  floating: vendor/y@1',
    'jobs:',
    '  deploy:',
    '    docker:',
    '      - image: acme/build:1',
    '        auth: {username: x, password: $DOCKER_PASSWORD}',
    '    steps:',
    '      - aws-cli/setup:',
    `          role_arn: ${arn}`,
    '      - run: push --token $NPM_TOKEN',
    'workflows:',
    '  main:',
    '    jobs:',
    '      - deploy:',
    '          context: [production, shared-keys]',
  ]);

  it('is a workflow with its contexts and floating orbs', () => {
    expect(reported.of('identity')[0]?.attributes).toMatchObject({
      contexts: ['production', 'shared-keys'],
      idToken: true,
      unpinnedActions: [{ uses: 'vendor/y@1', line: 4, receivesSecrets: null }],
    });
  });

  it('refers to contexts and variables', () => {
    expect(names(reported)).toEqual([
      ['circleci-context', 'production', 18],
      ['circleci-context', 'shared-keys', 18],
      ['circleci-environment-variable', 'DOCKER_PASSWORD', 9],
      ['circleci-environment-variable', 'NPM_TOKEN', 13],
    ]);
  });

  it('logs in by its orb', () => {
    expect(reported.of('delegation')).toMatchObject([
      { kind: 'federated-login', to: { key: arn } },
    ]);
  });
});

describe('Azure Pipelines', () => {
  const reported = collected(
    azurePipelines,
    'azure-pipelines.yml',
    [
      'trigger: [main]',
      'variables:',
      '  - group: production-secrets',
      '  - name: adminPassword',
      `    value: ${['Wint', 'er2031!x'].join('')}`,
      'steps:',
      '  - task: AzureCLI@2',
      '    inputs: {azureSubscription: prod-connection, inlineScript: az x}',
      '  - task: AzureKeyVault@2',
      '    inputs: {azureSubscription: prod-connection, KeyVaultName: kv, SecretsFilter: "a, b"}',
      '  - script: deploy',
      '    env: {T: $(System.AccessToken), K: $(apiKey), P: $(adminPassword), N: $(Build.Number)}',
    ],
    'https://ada@dev.azure.com/acme/project/_git/api',
  );

  it('acts as its service connections', () => {
    expect(reported.of('delegation').filter(({ kind }) => kind === 'impersonate')).toMatchObject([
      { to: { key: 'azure-devops:service-connection:acme/project/_git/api:prod-connection' } },
    ]);
  });

  it('refers to variable groups, vaults and variables that are set elsewhere', () => {
    expect(names(reported)).toEqual([
      ['azure-devops-variable-group', 'production-secrets', 3],
      ['azure-key-vault', 'kv/a', 10],
      ['azure-key-vault', 'kv/b', 10],
      ['azure-devops-variable', 'System.AccessToken', 12],
      ['azure-devops-variable', 'apiKey', 12],
    ]);
  });

  it('finds the password that a variable is set to', () => {
    expect(reported.of('exposure')).toMatchObject([
      { title: 'Value of adminPassword', place: { line: 5 } },
    ]);
  });
});

describe('Bitbucket Pipelines', () => {
  it('logs in by OIDC and names movable pipes', () => {
    const reported = collected(
      bitbucketPipelines,
      'bitbucket-pipelines.yml',
      [
        'pipelines:',
        '  default:',
        '    - step:',
        '        oidc: true',
        '        deployment: production',
        '        script:',
        `          - export AWS_ROLE_ARN=${arn}`,
        '          - pipe: vendor/deploy:1.0',
        '            variables: {TOKEN: $VENDOR_TOKEN}',
        '          - pipe: atlassian/x:1.0',
      ],
      'git@bitbucket.org:acme/api.git',
    );

    expect(reported.of('identity')[0]?.attributes).toMatchObject({
      idToken: true,
      unpinnedActions: [{ uses: 'vendor/deploy:1.0', line: 8, receivesSecrets: true }],
      environments: ['production'],
    });
    expect(reported.of('delegation')).toMatchObject([
      { kind: 'federated-login', to: { key: arn } },
    ]);
    expect(names(reported)).toEqual([['bitbucket-variable', 'VENDOR_TOKEN', 9]]);
  });
});

describe('Buildkite', () => {
  it('names secrets, plugins of others and the role it logs in as', () => {
    const reported = collected(buildkite, '.buildkite/pipeline.yml', [
      'secrets: [DEPLOY_KEY]',
      'steps:',
      '  - command: make',
      '    plugins:',
      '      - docker#v5.0.0',
      '      - vendor/x#v1',
      '      - aws-assume-role-with-web-identity#v1.0.0:',
      `          role-arn: ${arn}`,
    ]);

    expect(reported.of('identity')[0]?.attributes).toMatchObject({
      idToken: true,
      unpinnedActions: [{ uses: 'vendor/x#v1', line: 6 }],
    });
    expect(reported.of('delegation')).toMatchObject([
      { kind: 'federated-login', to: { key: arn } },
    ]);
    expect(names(reported)).toEqual([['buildkite-secret', 'DEPLOY_KEY', 1]]);
  });
});

describe('Jenkins', () => {
  const password = ['hunter', '2hunter2'].join('');
  const reported = collected(jenkinsfile, 'Jenkinsfile', [
    "@Library('acme-ci@main') _",
    'pipeline {',
    "  // credentials('commented-out')",
    '  environment {',
    "    AWS = credentials('aws-prod')",
    `    DB_PASSWORD = '${password}'`,
    '  }',
    '  stages { steps {',
    "    withCredentials([usernamePassword(credentialsId: 'nexus', usernameVariable: 'U')]) { sh 'x' }",
    "    sshagent(['git-key', 'host-key']) { sh 'x' }",
    `    withAWS(role: '${arn}', credentials: 'aws-prod') { sh 'x' }`,
    "    sh 'curl https://x' // credentialsId: 'gone'",
    '  } }',
    '}',
  ]);

  it('refers to every credential that is spelled out, and to none in comments', () => {
    expect(names(reported)).toEqual([
      ['jenkins-credential', 'aws-prod', 5],
      ['jenkins-credential', 'nexus', 9],
      ['jenkins-credential', 'git-key', 10],
      ['jenkins-credential', 'host-key', 10],
      ['jenkins-credential', 'aws-prod', 11],
    ]);
  });

  it('assumes roles, names libraries and exposes what it spells out', () => {
    expect(reported.of('delegation')[0]).toMatchObject({ kind: 'assume-role', to: { key: arn } });
    expect(reported.of('identity')[0]?.attributes).toMatchObject({
      sharedLibraries: ['acme-ci@main'],
    });
    expect(reported.of('exposure')).toMatchObject([{ setting: 'ci', place: { line: 6 } }]);
    expect(everythingSaid(reported)).not.toContain(password);
  });
});

describe('every CI collector', () => {
  const hostile = [
    ['nothing', ''],
    ['a list', '- a\n- b'],
    [
      'unexpected kinds of values',
      'jobs: [1]\non: {}\nsteps: {a: b}\ninclude: 3\nworkflows: x\norbs: []',
    ],
    [
      'keys of the prototype',
      '__proto__: {jobs: {a: {}}}\nconstructor: 1\njobs: {__proto__: {steps: [1]}}',
    ],
    ['a tab', 'jobs:\n\ta: b'],
    [
      'unclosed expressions',
      `jobs:\n  a:\n    steps:\n      - run: '${'${{ secrets.A '.repeat(20_000)}'`,
    ],
    ['unclosed comments', '/* '.repeat(100_000)],
    ['spaces after a word', `credentials${' '.repeat(200_000)}x`],
    ['one long word', 'a'.repeat(500_000)],
  ] as const;
  const cases = ciCollectors.flatMap((collector) =>
    hostile.map(([what, text]) => [collector.id, what, collector, text] as const),
  );

  it.each(cases)('%s survives %s', (_, _what, collector, text) => {
    expect(() => collectFrom(collector, '/home/ada/x/y', { '/home/ada/x/y': text })).not.toThrow();
  });

  it('is listed by id', () => {
    const ids = ciCollectors.map(({ id }) => id);

    expect(ids).toEqual([...ids].sort());
  });
});
