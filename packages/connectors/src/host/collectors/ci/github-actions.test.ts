import { exampleOf } from '@nonhuman/secrets/testing';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { githubActions } from './github-actions.ts';

const folder = '/home/ada/src/api';
const path = `${folder}/.github/workflows/ci.yml`;
const config = '[remote "origin"]\n\turl = git@github.com:acme/api.git\n';

function collected(text: string, at = path) {
  return collectFrom(githubActions, at, { [at]: text, [`${folder}/.git/config`]: config });
}

function workflow(text: string) {
  const [identity] = collected(text).of('identity');
  if (!identity) throw new Error('no workflow');
  return identity;
}

describe('a GitHub Actions workflow', () => {
  it('is one identity, named by repository and path, wherever the clone lies', () => {
    const identity = workflow('name: CI\non: [push, pull_request]\njobs:\n  a:\n    steps: []\n');

    expect(identity).toMatchObject({
      key: 'github:workflow:github.com/acme/api/.github/workflows/ci.yml',
      kind: 'workload',
      nativeType: 'github-actions-workflow',
      name: 'acme/api/.github/workflows/ci.yml',
      description: 'CI',
      attributes: { repository: 'acme/api', triggers: ['pull_request', 'push'] },
    });
  });

  it('drops the token that an origin carries', () => {
    const origin = `[remote "origin"]\n\turl = https://ada:${'hidden'.repeat(3)}@github.com/acme/api.git\n`;

    const reported = collectFrom(githubActions, path, {
      [path]: 'on: push\njobs: {a: {steps: []}}\n',
      [`${folder}/.git/config`]: origin,
    });

    expect(reported.of('identity')[0]?.attributes).toMatchObject({ repository: 'acme/api' });
    expect(everythingSaid(reported)).not.toContain('hidden');
  });

  it('refers to every secret once per line, and not to the token of the run', () => {
    const reported = collected(
      [
        'on: push',
        'jobs:',
        '  a:',
        "    if: secrets.GATE != ''",
        '    steps:',
        '      - run: |',
        '          deploy --with "${{ secrets.DEPLOY_TOKEN }}" # ${{ secrets.DEPLOY_TOKEN }}',
        '          echo secrets.NOT_AN_EXPRESSION',
        '        env:',
        "          A: ${{ secrets['QUOTED'] || secrets.GITHUB_TOKEN }}",
        '          B: ${{ toJSON(secrets) }}',
      ].join('\n'),
    );

    const references = reported.of('secret-reference');

    expect(references.map(({ name, place }) => [name, place.line])).toEqual([
      ['GATE', 4],
      ['DEPLOY_TOKEN', 7],
      ['QUOTED', 10],
      ['every secret (toJSON)', 11],
    ]);
    expect(references[0]?.identityKey).toBe(reported.of('identity')[0]?.key);
  });
});

describe('rights of the token', () => {
  const job = 'jobs:\n  a:\n    steps: []\n';

  it.each([
    [
      'not named: left open',
      `on: push\n${job}`,
      { permissions: null, idToken: false },
      ['writeAll'],
    ],
    [
      'everything',
      `on: push\npermissions: write-all\n${job}`,
      { writeAll: true, idToken: true },
      [],
    ],
    ['reading', `on: push\npermissions: read-all\n${job}`, { writeAll: false, idToken: false }, []],
    ['nothing', `on: push\npermissions: {}\n${job}`, { writeAll: false, permissions: {} }, []],
    [
      'an OIDC token',
      `on: push\npermissions: {id-token: write, contents: read}\n${job}`,
      { idToken: true, writeAll: false, permissions: { 'id-token': 'write', contents: 'read' } },
      [],
    ],
    [
      "a caller's rights: left open",
      `on: workflow_call\n${job}`,
      { permissions: null },
      ['writeAll', 'idToken'],
    ],
  ])('%s', (_, text, told, untold) => {
    const { attributes } = workflow(text);

    expect(attributes).toMatchObject(told);
    for (const word of untold) expect(attributes).not.toHaveProperty(word);
  });

  it('lets a job take back what the workflow gives', () => {
    const text =
      'on: push\npermissions: write-all\njobs:\n  a: {permissions: {contents: read}, steps: []}\n';

    expect(workflow(text).attributes).toMatchObject({
      writeAll: false,
      permissions: { contents: 'read' },
    });
  });
});

describe('actions of others', () => {
  const pinned = `vendor/scan@${'0a1b2c3d'.repeat(5)}`;

  it.each([
    ['a tag', 'vendor/scan@v1', true],
    ['a short hash', 'vendor/scan@0a1b2c3', true],
    ['an image by tag', 'docker://vendor/scan:1', true],
    ['a full commit hash', pinned, false],
    ['an image by digest', `docker://vendor/scan@sha256:${'ab'.repeat(32)}`, false],
    ['the action of the same repository', './.github/actions/scan', false],
    ['an action of the runner itself', 'actions/checkout@v4', false],
    ['an action of the same owner', 'acme/scan@main', false],
  ])('are unpinned by %s: %s', (_, uses, expected) => {
    const text = `on: push\npermissions: {}\njobs:\n  a:\n    steps:\n      - uses: ${uses}\n`;

    expect(workflow(text).attributes?.['unpinnedActions']).toEqual(
      expected ? [{ uses, line: 6, receivesSecrets: false }] : [],
    );
  });

  it.each([
    ['a secret in its inputs', 'permissions: {}', 'with: {k: "${{ secrets.K }}"}', true],
    [
      'a secret in the environment of the workflow',
      'permissions: {}\nenv: {K: "${{ secrets.K }}"}',
      '',
      true,
    ],
    ['a token that may write', 'permissions: {contents: write}', '', true],
    [
      'the token of an unknown default, asked for',
      '',
      'with: {token: "${{ github.token }}"}',
      true,
    ],
    ['nothing named, defaults unknown', '', '', null],
    ['a token that may only read', 'permissions: {contents: read}', '', false],
  ])('are told to receive %s', (_, head, rest, expected) => {
    const text = `on: push\n${head}\njobs:\n  a:\n    steps:\n      - uses: vendor/scan@v1\n        ${rest}\n`;

    expect(workflow(text).attributes?.['unpinnedActions']).toMatchObject([
      { receivesSecrets: expected },
    ]);
  });

  it('sees a called workflow that inherits every secret', () => {
    const text =
      'on: push\njobs:\n  a:\n    uses: vendor/ci/.github/workflows/x.yml@main\n    secrets: inherit\n';

    expect(workflow(text).attributes).toMatchObject({
      secretsInherit: true,
      unpinnedActions: [{ line: 4, receivesSecrets: true }],
    });
  });
});

describe('code of strangers', () => {
  function steps(step: string, on = 'pull_request_target') {
    return workflow(`on: ${on}\njobs:\n  a:\n    steps:\n      - ${step}\n`).attributes?.[
      'runsUntrustedCode'
    ];
  }
  const head =
    'uses: actions/checkout@v4\n        with: {ref: "${{ github.event.pull_request.head.sha }}"}';

  it.each([
    ['the head of a pull request', head, true],
    ['the head, by command', 'run: gh pr checkout ${{ github.event.number }}', true],
    ['the base', 'uses: actions/checkout@v4', false],
  ])('is or is not checked out: %s', (_, step, expected) => {
    expect(steps(step)).toBe(expected);
  });

  it('does no harm without secrets at hand', () => {
    expect(steps(head, 'pull_request')).toBe(false);
  });

  it('is not guessed about when another workflow is called', () => {
    const text = 'on: workflow_run\njobs:\n  a:\n    uses: acme/ci/.github/workflows/x.yml@main\n';

    expect(workflow(text).attributes).not.toHaveProperty('runsUntrustedCode');
  });
});

describe('logins to clouds', () => {
  const arn = 'arn:aws:iam::111122223333:role/ci/deploy';
  const client = '0f0f0f0f-1111-2222-3333-444455556666';

  it.each([
    [
      'AWS',
      'aws-actions/configure-aws-credentials@v4',
      `role-to-assume: ${arn}`,
      'federated-login',
      arn,
    ],
    [
      'AWS by a key first',
      'aws-actions/configure-aws-credentials@v4',
      `role-to-assume: ${arn}, aws-access-key-id: "\${{ secrets.ID }}"`,
      'assume-role',
      arn,
    ],
    [
      'Google',
      'google-github-actions/auth@v2',
      'workload_identity_provider: projects/1/locations/global/workloadIdentityPools/p/providers/g, service_account: d@acme.iam.gserviceaccount.com',
      'federated-login',
      'd@acme.iam.gserviceaccount.com',
    ],
    ['Azure', 'azure/login@v2', `client-id: ${client}, tenant-id: t`, 'federated-login', client],
    [
      'a GitHub App',
      'actions/create-github-app-token@v1',
      'app-id: 12345',
      'impersonate',
      'github:app:12345',
    ],
  ])('%s', (_, uses, inputs, kind, key) => {
    const reported = collected(
      `on: push\njobs:\n  a:\n    steps:\n      - uses: ${uses}\n        with: {${inputs}}\n`,
    );

    expect(reported.of('delegation')).toMatchObject([
      { kind, from: { key: reported.of('identity')[0]?.key }, to: { type: 'identity', key } },
    ]);
    expect(reported.of('identity').map((identity) => identity.key)).toContain(key);
  });

  it('only mentions the role, so that its own account decides whether it exists', () => {
    const reported = collected(
      `on: push\njobs:\n  a:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: ${arn}}\n`,
    );

    const role = reported.all.find(({ noun, value }) => noun === 'identity' && value.key === arn);

    expect(role).toMatchObject({
      enriches: true,
      value: { attributes: { accountId: '111122223333' } },
    });
  });

  it('does not make up the role that a secret names', () => {
    const reported = collected(
      'on: push\njobs:\n  a:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: "${{ secrets.ROLE }}"}\n',
    );

    expect(reported.of('identity')[1]).toMatchObject({
      name: '${{ secrets.ROLE }}',
      attributes: { unresolved: true },
    });
  });
});

describe('secrets written down in a workflow', () => {
  it('are exposures of CI that the workflow holds, and are never shown', () => {
    const token = exampleOf('github-personal-access-token', 7);
    const password = ['Tr0ub4dor', 'horse9'].join('&');

    const reported = collected(
      `on: push\nenv:\n  DB_PASSWORD: ${password}\njobs:\n  a:\n    steps:\n      - run: push --token ${token}\n`,
    );

    expect(reported.of('exposure').map(({ setting, place }) => [setting, place.line])).toEqual([
      ['ci', 7],
      ['ci', 3],
    ]);
    expect(reported.of('delegation').map(({ kind }) => kind)).toEqual(
      Array(2).fill('holds-credential'),
    );
    expect(everythingSaid(reported)).not.toContain(token);
    expect(everythingSaid(reported)).not.toContain(password);
  });

  it('leaves out the password of a database that lives as long as the job', () => {
    const reported = collected(
      [
        'on: push',
        'jobs:',
        '  a:',
        '    services:',
        '      db: {image: postgres, env: {POSTGRES_PASSWORD: jobs-own-db}}',
        '    env: {PGPASSWORD: jobs-own-db}',
        '    steps: []',
      ].join('\n'),
    );

    expect(reported.of('exposure')).toEqual([]);
  });
});

describe('other files', () => {
  it('reads a composite action as something that runs with the rights of its caller', () => {
    const reported = collected(
      'name: Scan\nruns:\n  using: composite\n  steps:\n    - uses: vendor/x@v1\n',
      `${folder}/action.yml`,
    );

    expect(reported.of('identity')[0]).toMatchObject({
      nativeType: 'github-composite-action',
      attributes: { unpinnedActions: [{ uses: 'vendor/x@v1', line: 5, receivesSecrets: null }] },
    });
    expect(reported.of('identity')[0]?.attributes).not.toHaveProperty('idToken');
  });

  it.each([
    ['an action in JavaScript', 'runs: {using: node20, main: x.js}'],
    ['a list', '- a'],
    ['nothing', ''],
  ])('finds nothing in %s', (_, text) => {
    expect(collected(text).all).toEqual([]);
  });

  it('names the line of a broken file and goes on', () => {
    const reported = collected('on: push\njobs:\n\ta: b\n');

    expect(reported.gaps).toMatchObject([{ reason: 'malformed' }]);
    expect(reported.gaps[0]?.message).toContain('Line 3');
  });
});
