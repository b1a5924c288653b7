import { failing, type Intent, joined, nearly } from '../truth.ts';
import { atLine, byMode, named, type PlantedFile, unknownHolder } from './host.ts';

/** A workflow of GitHub Actions, and what is meant by it. */
export interface Workflow {
  readonly name: string;
  readonly lines: readonly string[];
  readonly intent: Intent;
  /** Text that is a secret, with what is meant by where it lies. */
  readonly secret?: string;
}

interface Parts {
  readonly hash: string;
  readonly role: string;
  readonly secret: string;
}

const head = (name: string, on: string, permissions: readonly string[] = ['contents: read']) => [
  `name: ${name}`,
  `on: ${on}`,
  'permissions:',
  ...permissions.map((line) => `  ${line}`),
  'jobs:',
  '  build:',
  '    runs-on: ubuntu-latest',
  '    steps:',
  '      - uses: actions/checkout@v4',
];

/** Everything that can be wrong with a workflow, and what only looks so. */
export function workflowsOf(parts: Parts): Workflow[] {
  return [...codeOfOthers(parts), ...tokensAndSecrets(parts)];
}

function codeOfOthers({ hash, role }: Parts): Workflow[] {
  const federated = [
    ...head('deploy', 'push', ['contents: read', 'id-token: write']),
    `      - uses: aws-actions/configure-aws-credentials@${hash}`,
    '        with:',
    `          role-to-assume: ${role}`,
    '          aws-region: eu-central-1',
  ];
  const target = [
    'name: label',
    'on: pull_request_target',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  label:',
  ];
  return [
    {
      name: 'deploy.yml',
      lines: federated,
      intent: nearly('ci-unpinned-action', 'ci-static-cloud-key', 'ci-write-all'),
    },
    {
      name: 'lint.yml',
      lines: [
        ...head('lint', 'push'),
        '      - uses: some-vendor/lint-action@v3',
        '        with:',
        '          token: ${{ secrets.LINT_TOKEN }}',
      ],
      intent: failing('ci-unpinned-action'),
    },
    {
      name: 'label.yml',
      lines: [
        ...target,
        '    runs-on: ubuntu-latest',
        '    steps:',
        '      - uses: actions/checkout@v4',
        '        with:',
        '          ref: ${{ github.event.pull_request.head.sha }}',
      ],
      intent: failing('ci-untrusted-code'),
    },
    {
      name: 'greet.yml',
      lines: [...target, '    runs-on: ubuntu-latest', '    steps:', '      - run: echo welcome'],
      intent: nearly('ci-untrusted-code'),
    },
  ];
}

function tokensAndSecrets({ secret }: Parts): Workflow[] {
  const inherits = [
    'name: call',
    'on: push',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  call:',
    '    uses: ./.github/workflows/deploy.yml',
  ];
  return [
    {
      name: 'everything.yml',
      lines: ['name: release', 'on: push', 'permissions: write-all', ...head('x', 'x').slice(4)],
      intent: failing('ci-write-all'),
    },
    {
      name: 'publish.yml',
      lines: head('publish', 'push', ['contents: write', 'packages: write']),
      intent: nearly('ci-write-all'),
    },
    {
      name: 'inherit.yml',
      lines: [...inherits, '    secrets: inherit'],
      intent: failing('ci-secrets-inherit'),
    },
    {
      name: 'hand-over.yml',
      lines: [...inherits, '    secrets:', '      REGION_NAME: ${{ secrets.REGION_NAME }}'],
      intent: nearly('ci-secrets-inherit'),
    },
    {
      name: 'upload.yml',
      lines: [
        ...head('upload', 'push'),
        '      - run: aws s3 sync . s3://site',
        '        env:',
        '          AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}',
        '          AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
      ],
      intent: failing('ci-static-cloud-key'),
    },
    {
      name: 'notify.yml',
      lines: [
        ...head('notify', 'push'),
        '      - run: ./notify',
        '        env:',
        `          SLACK_TOKEN: ${secret}`,
      ],
      intent: joined(),
      secret,
    },
  ];
}

/** The file of a workflow in a checked-out repository. */
export function workflowFile(
  workTree: string,
  { repository, workflow }: { readonly repository: string; readonly workflow: Workflow },
): PlantedFile {
  const inside = `.github/workflows/${workflow.name}`;
  const path = `${workTree}/${inside}`;
  const mode = 0o644;
  const line =
    workflow.lines.findIndex((text) => workflow.secret && text.includes(workflow.secret)) + 1;
  const exposed = joined(failing('exposure-in-ci'), byMode(mode));
  return {
    path,
    content: `${workflow.lines.join('\n')}\n`,
    mode,
    subjects: [
      named('identity', workflowName(repository, workflow), workflow.intent),
      ...(line > 0
        ? [atLine('exposure', path, { line, intent: exposed }), unknownHolder(path, line)]
        : []),
    ],
  };
}

/** The name of a workflow in the truth: where its repository keeps it. */
export function workflowName(repository: string, { name }: Pick<Workflow, 'name'>): string {
  return `github:workflow:github.com/${repository}/.github/workflows/${name}`;
}
