import * as secrets from '../secrets/tokens.ts';
import { type Intent, joined, type TruthOfLink } from '../truth.ts';
import type { Application, Person } from '../world/people.ts';
import { npmrcFile, sourceFile, terraformCode } from './code.ts';
import { gitFolder } from './git.ts';
import type { PlantedFile } from './host.ts';
import type { HostMaking } from './host-making.ts';
import { workflowFile, workflowName, workflowsOf } from './workflows.ts';

/** A checked-out repository with its workflows, code and whoever wrote it. */
export function checkout(
  making: HostMaking,
  of: { readonly home: string; readonly application: Application; readonly author: Person },
): { readonly files: PlantedFile[]; readonly links: TruthOfLink[] } {
  const { random, staff, clock, roleOf } = making;
  const { home, application, author } = of;
  const workTree = `${home}/src/${application.name}`;
  const repository = `${staff.org}/${application.name}`;
  const role = roleOf(application.name);
  const owner: Intent = {
    fails: [],
    nearly: [],
    owner: { names: [application.team], evidence: ['codeowners'] },
  };
  const workflows = workflowsOf({
    hash: secrets.commitHash(random),
    role,
    secret: secrets.slackBotToken(random),
  }).map((workflow) =>
    workflowFile(workTree, {
      repository,
      workflow: { ...workflow, intent: joined(owner, workflow.intent) },
    }),
  );
  const tracked = [
    ...workflows,
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
      address: `terraform:github.com/${repository}/infra`,
      owner,
    }),
  ];
  const inside = ({ path }: PlantedFile) => path.slice(workTree.length + 1);
  const codeowners = `* @${staff.org}/${application.team}\n`;
  const git = gitFolder(workTree, {
    origin: `git@github.com:${repository}.git`,
    commits: [
      {
        author: author.name,
        email: author.email,
        at: clock.daysAgo(200),
        files: {
          '.github/CODEOWNERS': codeowners,
          ...Object.fromEntries(tracked.map((file) => [inside(file), String(file.content)])),
        },
      },
    ],
  });
  return {
    files: [
      ...git,
      { path: `${workTree}/.github/CODEOWNERS`, content: codeowners, mode: 0o644, subjects: [] },
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
