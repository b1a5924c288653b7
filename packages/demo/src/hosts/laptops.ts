import { ed25519Pair, rsaPair } from '../secrets/keys.ts';
import * as secrets from '../secrets/tokens.ts';
import { failing, type Intent, joined, nearly } from '../truth.ts';
import { awsKey } from '../world/aws.ts';
import { toldBy } from '../world/owning.ts';
import { namesOfPerson, type Person } from '../world/people.ts';
import { agentFile, toolServers } from './agents.ts';
import { checkout } from './checkout.ts';
import { awsCredentialsFile, githubLoginFile } from './code.ts';
import { environmentFile } from './environment-files.ts';
import type { Host, PlantedFile } from './host.ts';
import {
  type HostMaking,
  linkTo,
  type StrayKey,
  secretAt,
  setting,
  strayOf,
} from './host-making.ts';
import { privateKeyFile } from './keys.ts';

/** What runs in somebody's home is theirs. */
function homeOf(person: Person): Intent {
  return {
    fails: [],
    nearly: ['agent-no-owner'],
    owner: { names: namesOfPerson(person), evidence: ['home'] },
  };
}

/** Everything lies about, and an agent may do what it likes. */
export function carelessLaptop(making: HostMaking, user: Person, number: number): Host {
  const { staff } = making;
  const name = `laptop-${number}`;
  const end = number === 1 ? '' : `-${number}`;
  const home = `/home/${user.login}`;
  const application = staff.applications.find(({ team }) => team === user.team) ?? {
    name: 'gateway',
    team: 'platform',
  };
  const app = `${home}/src/${application.name}`;
  const code = checkout(making, {
    home,
    application,
    author: user,
    codeOwner: `@${staff.org}/${application.team}`,
    owner: toldBy('codeowners', [application.team]),
    faulty: true,
  });
  const stray = strayOf(making, `env-file${end}`);
  const ofHome = strayOf(making, `home${end}`);
  const files = [
    ...code.files,
    ...variablesOf(making, { home, app, stray }),
    ...loginsOf(making, { home, name, user, ofHome }),
  ];
  return {
    name,
    accounts: [user.login],
    files,
    links: [
      ...code.links,
      linkTo('mcp-token', `${home}/.cursor/mcp.json#mcpServers.as-myself.env.GITHUB_TOKEN`, {
        noun: 'credential',
        provider: 'host',
        name: `${home}/.config/gh/hosts.yml#github.com.oauth_token`,
      }),
      linkTo('access-key', `${app}/.env:4`, awsKey(stray.id)),
      linkTo(
        'access-key',
        `${home}/.aws/credentials#default.aws_secret_access_key`,
        awsKey(ofHome.id),
      ),
    ],
  };
}

interface Places {
  readonly home: string;
  readonly app: string;
  readonly stray: StrayKey;
}

/** Files of variables: the same secret for production and for tests, and in two places. */
function variablesOf({ random, staff }: HostMaking, { home, app, stray }: Places): PlantedFile[] {
  const shared = secrets.githubFineGrainedToken(random);
  const twice = secrets.stripeKey(random);
  const across = failing('credential-across-environments', 'credential-in-several-places');
  const several: Intent = {
    fails: ['credential-in-several-places'],
    nearly: ['credential-across-environments'],
  };
  return [
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
  ];
}

interface Logins {
  readonly home: string;
  readonly name: string;
  readonly user: Person;
  readonly ofHome: StrayKey;
}

/** What tools and agents keep in a home. */
function loginsOf(
  { random, staff }: HostMaking,
  { home, name, user, ofHome }: Logins,
): PlantedFile[] {
  const ambient = joined(homeOf(user), failing('agent-ambient-credentials'));
  const personal = secrets.githubOauthToken(random);
  const token = () => secrets.githubFineGrainedToken(random);
  return [
    githubLoginFile(`${home}/.config/gh/hosts.yml`, {
      login: user.login,
      token: personal,
      mode: 0o600,
      intent: failing('credential-bound-to-person', 'credential-in-several-places'),
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
      servers: [
        ...toolServers({ token, domain: staff.domain }),
        {
          name: 'as-myself',
          entry: { command: 'code-host-mcp', env: { GITHUB_TOKEN: personal } },
          intent: failing('agent-mcp-static-secret'),
          secret: {
            keyPath: 'env.GITHUB_TOKEN',
            intent: joined(),
            credential: failing('credential-in-several-places'),
          },
        },
      ],
      mode: 0o600,
      intent: ambient,
    }),
  ];
}

/** Keys under a passphrase, an agent that asks, and nothing for it to inherit. */
export function tidyLaptop(making: HostMaking, user: Person, number: number): Host {
  const { random, staff } = making;
  const name = `laptop-${number}`;
  const home = `/home/${user.login}`;
  const token = () => secrets.githubFineGrainedToken(random);
  const alone = joined(homeOf(user), nearly('agent-ambient-credentials', 'agent-auto-approves'));
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
          { ...setting('GITHUB_TOKEN', secrets.githubBrokenToken(random)), harmless: true },
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
        intent: joined(homeOf(user), nearly('agent-ambient-credentials')),
      }),
    ],
  };
}
