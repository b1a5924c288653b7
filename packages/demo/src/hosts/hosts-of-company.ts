import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { ed25519Pair, type KeyPair, rsaPair } from '../secrets/keys.ts';
import * as secrets from '../secrets/tokens.ts';
import { failing, type Intent, joined, nearly, type TruthOfLink } from '../truth.ts';
import { awsKey } from '../world/aws.ts';
import { type Application, activePeople, type Person, type Staff } from '../world/people.ts';
import { agentFile, toolServers } from './agents.ts';
import { certificatesOf } from './certificates-of-company.ts';
import {
  awsCredentialsFile,
  npmrcFile,
  sourceFile,
  terraformCode,
  terraformState,
} from './code.ts';
import { composeFile, environmentFile, unitFile } from './environment-files.ts';
import { gitFolder } from './git.ts';
import type { Host, PlantedFile } from './host.ts';
import { authorizedKeysFile, privateKeyFile } from './keys.ts';
import { workflowFile, workflowName, workflowsOf } from './workflows.ts';

/** An access key of the cloud that also lies on machines. */
export interface StrayKey {
  readonly id: string;
  readonly secret: string;
  readonly userName: string;
  readonly userArn: string;
  readonly where: 'env-file' | 'home' | 'compose' | 'state';
}

/** What machines are made of. */
export interface HostMaking {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  readonly strays: readonly StrayKey[];
  /** ARN of the role that a workflow of each application becomes. */
  readonly roleOf: (application: string) => string;
  /** Deploy keys whose private halves lie on the build machine, with their names in the truth. */
  readonly deployKeys: readonly {
    readonly pair: KeyPair;
    readonly title: string;
    readonly link: TruthOfLink['other'];
  }[];
}

/** Two laptops and two build machines. */
export function hostsOf(making: HostMaking): Host[] {
  const [one, other] = making.random.fork('owners').shuffled(activePeople(making.staff));
  if (one === undefined || other === undefined) throw new RangeError('nobody is left');
  return [
    carelessLaptop({ ...making, random: making.random.fork('laptop-1') }, one),
    tidyLaptop({ ...making, random: making.random.fork('laptop-2') }, other),
    ...buildMachines({ ...making, random: making.random.fork('build') }),
  ];
}

const secretAt = (name: string, value: string, credential?: Intent) => ({
  name,
  value,
  secret: true,
  ...(credential ? { credential } : {}),
});
const setting = (name: string, value: string) => ({ name, value });

function linkTo(kind: TruthOfLink['kind'], path: string, other: TruthOfLink['other']): TruthOfLink {
  return { kind, one: { noun: 'credential', provider: 'host', name: path }, other };
}

function strayOf({ strays }: HostMaking, where: StrayKey['where']): StrayKey {
  const found = strays.find((stray) => stray.where === where);
  if (found === undefined) throw new RangeError(`no key lies in ${where}`);
  return found;
}

/** A checked-out repository with its workflows, code and whoever wrote it. */
function checkout(
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

/** Everything lies about, and an agent may do what it likes. */
function carelessLaptop(making: HostMaking, user: Person): Host {
  const { random, staff } = making;
  const name = 'laptop-1';
  const home = `/home/${user.login}`;
  const application = staff.applications.find(({ team }) => team === user.team) ?? {
    name: 'gateway',
    team: 'platform',
  };
  const app = `${home}/src/${application.name}`;
  const code = checkout(making, { home, application, author: user });
  const stray = strayOf(making, 'env-file');
  const ofHome = strayOf(making, 'home');
  const shared = secrets.githubFineGrainedToken(random);
  const twice = secrets.stripeKey(random);
  const across = failing('credential-across-environments', 'credential-in-several-places');
  const several: Intent = {
    fails: ['credential-in-several-places'],
    nearly: ['credential-across-environments'],
  };
  const ambient = failing('agent-ambient-credentials');
  const token = () => secrets.githubFineGrainedToken(random);
  const files = [
    ...code.files,
    environmentFile(`${app}/.env`, {
      mode: 0o600,
      variables: [
        setting('PORT', '8080'),
        setting('AWS_ACCESS_KEY_ID', stray.id),
        secretAt('AWS_SECRET_ACCESS_KEY', stray.secret),
        secretAt(
          'DATABASE_URL',
          `postgres://app:${secrets.password(random)}@db.${staff.domain}:5432/main`,
        ),
        setting('GITHUB_TOKEN', '${GITHUB_TOKEN}'),
        setting('STRIPE_KEY', 'op://vault/stripe/key'),
      ],
    }),
    environmentFile(`${app}/.env.production`, {
      mode: 0o600,
      variables: [secretAt('GITHUB_TOKEN', shared, across)],
    }),
    environmentFile(`${app}/.env.development`, {
      mode: 0o644,
      variables: [secretAt('GITHUB_TOKEN', shared, across)],
    }),
    environmentFile(`${home}/src/one/.env.production`, {
      mode: 0o600,
      variables: [secretAt('STRIPE_SECRET_KEY', twice, several)],
    }),
    environmentFile(`${home}/src/two/.env.production`, {
      mode: 0o640,
      variables: [secretAt('STRIPE_SECRET_KEY', twice, several)],
    }),
    environmentFile(`${app}/.env.example`, {
      mode: 0o644,
      variables: [setting('STRIPE_KEY', 'your-stripe-key'), setting('DB_PASSWORD', 'changeme')],
    }),
    awsCredentialsFile(`${home}/.aws/credentials`, {
      keyId: ofHome.id,
      secret: ofHome.secret,
      mode: 0o600,
    }),
    privateKeyFile(`${home}/.ssh/id_ed25519`, {
      pair: ed25519Pair(random.fork('ssh')),
      random,
      comment: `${user.login}@${name}`,
      passphrase: false,
      mode: 0o600,
    }),
    privateKeyFile(`${home}/.ssh/old_key`, {
      pair: rsaPair(random.fork('weak'), 1024),
      random,
      comment: '',
      passphrase: false,
      mode: 0o644,
      intent: failing('key-weak'),
    }),
    agentFile(`${home}/.claude/settings.json`, {
      agent: `agent:claude-code@${name}:${user.login}`,
      member: 'mcpServers',
      servers: [],
      settings: { permissions: { defaultMode: 'bypassPermissions' } },
      mode: 0o600,
      intent: joined(ambient, failing('agent-auto-approves')),
    }),
    agentFile(`${home}/.cursor/mcp.json`, {
      agent: `agent:cursor@${name}:${user.login}`,
      member: 'mcpServers',
      servers: toolServers({ token, domain: staff.domain }),
      mode: 0o600,
      intent: ambient,
    }),
  ];
  return {
    name,
    accounts: [user.login],
    files,
    links: [
      ...code.links,
      linkTo('access-key', `${app}/.env:4`, awsKey(stray.id)),
      linkTo(
        'access-key',
        `${home}/.aws/credentials#default.aws_secret_access_key`,
        awsKey(ofHome.id),
      ),
    ],
  };
}

/** Keys under a passphrase, an agent that asks, and nothing for it to inherit. */
function tidyLaptop(making: HostMaking, user: Person): Host {
  const { random, staff } = making;
  const name = 'laptop-2';
  const home = `/home/${user.login}`;
  const token = () => secrets.githubFineGrainedToken(random);
  const alone = nearly('agent-ambient-credentials', 'agent-auto-approves');
  return {
    name,
    accounts: [user.login],
    links: [],
    files: [
      environmentFile(`${home}/src/site/.env.production`, {
        mode: 0o600,
        variables: [
          secretAt(
            'STRIPE_SECRET_KEY',
            secrets.stripeKey(random),
            nearly('credential-across-environments', 'credential-in-several-places'),
          ),
          setting('GITHUB_TOKEN', secrets.githubBrokenToken(random)),
        ],
      }),
      privateKeyFile(`${home}/.ssh/work_key`, {
        pair: ed25519Pair(random.fork('ssh')),
        random,
        comment: `${user.login}@${name}`,
        passphrase: true,
        mode: 0o600,
        intent: nearly('key-weak'),
      }),
      privateKeyFile(`${home}/.ssh/enough_key`, {
        pair: rsaPair(random.fork('enough'), 2048),
        random,
        comment: '',
        passphrase: false,
        mode: 0o600,
        intent: nearly('key-weak'),
      }),
      agentFile(`${home}/.claude/settings.json`, {
        agent: `agent:claude-code@${name}:${user.login}`,
        member: 'mcpServers',
        servers: [],
        settings: { permissions: { defaultMode: 'default', allow: ['Bash(npm test)'] } },
        mode: 0o600,
        intent: alone,
      }),
      agentFile(`${home}/src/site/.mcp.json`, {
        agent: `agent:claude-code@${name}:${home}/src/site`,
        member: 'mcpServers',
        servers: toolServers({ token, domain: staff.domain }),
        mode: 0o644,
        intent: nearly('agent-ambient-credentials'),
      }),
    ],
  };
}

/** Machines that build and deploy, with the same key on both. */
function buildMachines(making: HostMaking): Host[] {
  const { random, deployKeys } = making;
  const copied = ed25519Pair(random.fork('copied'));
  const copies = failing('credential-in-several-places');
  const copyOn = (user: string, own: Random) =>
    privateKeyFile(`/home/${user}/.ssh/id_ed25519`, {
      pair: copied,
      random: own,
      comment: 'deploy@build',
      passphrase: false,
      mode: 0o600,
      intent: copies,
    });
  const compose = strayOf(making, 'compose');
  const state = strayOf(making, 'state');
  const lasting = failing('credential-no-expiry');
  const statePath = '/home/deploy/infra/terraform.tfstate';
  const composePath = '/home/deploy/stack/docker-compose.yml';
  const certificates = certificatesOf({
    random: random.fork('certificates'),
    clock: making.clock,
    staff: making.staff,
  });
  const first: Host = {
    name: 'build-1',
    accounts: ['deploy'],
    files: [
      copyOn('deploy', random.fork('copy-1')),
      ...deployKeys.map(({ pair, title }) =>
        privateKeyFile(`/home/deploy/.ssh/${title}_key`, {
          pair,
          random: random.fork(title),
          comment: title,
          passphrase: false,
          mode: 0o600,
        }),
      ),
      authorizedKeysFile('/root/.ssh/authorized_keys', [
        {
          pair: copied,
          comment: 'deploy@build',
          options: '',
          intent: joined(lasting, failing('key-unrestricted-for-root')),
        },
        {
          pair: ed25519Pair(random.fork('admin')),
          comment: 'admin',
          options: 'from="10.0.0.0/8"',
          intent: joined(lasting, nearly('key-unrestricted-for-root')),
        },
        {
          pair: ed25519Pair(random.fork('backup')),
          comment: 'backup',
          options: 'command="/usr/bin/backup",restrict',
          intent: joined(lasting, nearly('key-unrestricted-for-root')),
        },
      ]),
      authorizedKeysFile('/home/deploy/.ssh/authorized_keys', [
        {
          pair: ed25519Pair(random.fork('ci')),
          comment: 'ci',
          options: '',
          intent: joined(lasting, nearly('key-unrestricted-for-root')),
        },
      ]),
      composeFile(composePath, {
        mode: 0o600,
        services: {
          api: [
            setting('LOG_LEVEL', 'info'),
            setting('AWS_ACCESS_KEY_ID', compose.id),
            secretAt(
              'AWS_SECRET_ACCESS_KEY',
              compose.secret,
              failing('credential-static-where-federation-fits'),
            ),
          ],
          worker: [secretAt('SLACK_TOKEN', secrets.slackBotToken(random))],
        },
      }),
      unitFile('/home/deploy/.config/systemd/user/worker.service', {
        mode: 0o644,
        variables: [
          setting('MODE', 'fast'),
          secretAt('STRIPE_SECRET_KEY', secrets.stripeKey(random)),
        ],
      }),
      terraformState(statePath, {
        lineage: `${random.text('0123456789abcdef', 8)}-0000-4000-8000-000000000000`,
        userArn: state.userArn,
        user: state.userName,
        keyId: state.id,
        secret: state.secret,
        mode: 0o600,
      }),
      ...certificates.first,
    ],
    links: [
      ...deployKeys.map(({ title, link }) =>
        linkTo('key-pair', `/home/deploy/.ssh/${title}_key:1`, link),
      ),
      linkTo('key-pair', '/home/deploy/.ssh/id_ed25519:1', {
        noun: 'credential',
        provider: 'host',
        name: '/root/.ssh/authorized_keys:2',
      }),
      linkTo('access-key', `${composePath}:7`, awsKey(compose.id)),
      linkTo(
        'terraform-resource',
        `${statePath}#resources[1].instances[0].attributes.secret`,
        awsKey(state.id),
      ),
    ],
  };
  const second: Host = {
    name: 'build-2',
    accounts: ['deploy'],
    files: [copyOn('deploy', random.fork('copy-2')), ...certificates.second],
    links: [],
  };
  return [first, second];
}
