import * as secrets from '../secrets/tokens.ts';
import { type Intent, joined, type TruthOfLink } from '../truth.ts';
import type { Application, Person } from '../world/people.ts';
import { npmrcFile, sourceFile, terraformCode } from './code.ts';
import { gitFolder } from './git.ts';
import { type PlantedFile, plainFile } from './host.ts';
import type { HostMaking } from './host-making.ts';
import { workflowFile, workflowName, workflowsOf } from './workflows.ts';

/** A checked-out repository with its workflows, code and whoever wrote it. */
export function checkout(
  making: HostMaking,
  of: {
    readonly home: string;
    readonly application: Application;
    readonly author: Person;
    /** Whom CODEOWNERS names; null without such a file. */
    readonly codeOwner: string | null;
    readonly owner: Intent;
    /** Without faults, it has a workflow that deploys and nothing else. */
    readonly faulty: boolean;
  },
): { readonly files: PlantedFile[]; readonly links: TruthOfLink[] } {
  const { random, staff, clock, roleOf } = making;
  const { home, application, author, codeOwner, owner, faulty } = of;
  const workTree = `${home}/src/${application.name}`;
  const repository = `${staff.org}/${application.name}`;
  const role = roleOf(application.name);
  const workflows = workflowsOf({
    hash: secrets.commitHash(random),
    role,
    secret: secrets.slackBotToken(random),
  })
    .filter(({ name }) => faulty || name === 'deploy.yml')
    .map((workflow) =>
      workflowFile(workTree, {
        repository,
        workflow: { ...workflow, intent: joined(owner, workflow.intent) },
      }),
    );
  const tracked = [
    ...workflows,
    ...(faulty ? faultsOf(making, { workTree, application, owner }) : []),
  ];
  const inside = ({ path }: PlantedFile) => path.slice(workTree.length + 1);
  const codeOwners = codeOwner === null ? {} : { '.github/CODEOWNERS': `* ${codeOwner}\n` };
  const git = gitFolder(workTree, {
    origin: `git@github.com:${repository}.git`,
    commits: [
      {
        author: author.name,
        email: author.email,
        at: clock.daysAgo(200),
        files: {
          ...codeOwners,
          ...Object.fromEntries(tracked.map((file) => [inside(file), String(file.content)])),
        },
      },
    ],
  });
  return {
    files: [
      ...git,
      ...Object.entries(codeOwners).map(([path, content]) =>
        plainFile(`${workTree}/${path}`, content),
      ),
      ...tracked,
    ],
    links: [
      {
        kind: 'workflow-role',
        one: {
          noun: 'identity',
          provider: 'github',
          name: workflowName(repository, { name: 'deploy.yml' }),
        },
        other: { noun: 'identity', provider: 'aws', name: role },
      },
    ],
  };
}

/** Secrets in what is committed. */
function faultsOf(
  { random, staff }: HostMaking,
  {
    workTree,
    application,
    owner,
  }: { readonly workTree: string; readonly application: Application; readonly owner: Intent },
): PlantedFile[] {
  return [
    sourceFile(`${workTree}/src/client.ts`, { secret: secrets.stripeKey(random), mode: 0o644 }),
    npmrcFile(`${workTree}/.npmrc`, {
      token: secrets.npmToken(random),
      mode: 0o600,
      intent: {
        fails: ['exposure-committed-configuration'],
        nearly: [],
        open: ['exposure-in-source'],
      },
    }),
    terraformCode(`${workTree}/infra/main.tf`, {
      user: `${application.name}-tf`,
      password: secrets.password(random),
      address: `terraform:github.com/${staff.org}/${application.name}/infra`,
      owner,
    }),
  ];
}
