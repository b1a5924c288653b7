import { type Clock, clockAt } from './clock.ts';
import type { Host } from './hosts/host.ts';
import { hostsOf } from './hosts/hosts-of-company.ts';
import { type Random, randomOf } from './random.ts';
import type { KeyPair } from './secrets/keys.ts';
import type { SubjectName, TruthOfLink } from './truth.ts';
import { type AnthropicWorld, anthropicWorld } from './world/anthropic.ts';
import type { AwsWorld } from './world/aws.ts';
import { awsWorld } from './world/aws-world.ts';
import {
  cloudAccounts,
  deployRoleArn,
  deployRoles,
  strayKeys,
  strayUsers,
  workloadLinks,
  workloadRoles,
} from './world/bridges.ts';
import { type DirectoryWorld, directoryWorld } from './world/directory.ts';
import type { EntraWorld } from './world/entra.ts';
import { entraWorld } from './world/entra-world.ts';
import { type GcpWorld, gcpWorld } from './world/gcp.ts';
import { deployKeyCredential, type GithubWorld } from './world/github.ts';
import { githubWorld } from './world/github-world.ts';
import { type GitlabWorld, gitlabWorld } from './world/gitlab.ts';
import type { KubernetesCluster } from './world/kubernetes.ts';
import { kubernetesWorld } from './world/kubernetes-world.ts';
import { type OktaWorld, oktaWorld } from './world/okta.ts';
import { type Staff, staffOf } from './world/people.ts';
import { type PostgresWorld, postgresWorld } from './world/postgresql.ts';
import { copiedRepositories } from './world/repositories.ts';
import { type SalesforceWorld, salesforceWorld } from './world/salesforce.ts';
import { type ScannerReport, scannerReports } from './world/scanner.ts';
import { type SnowflakeWorld, snowflakeWorld } from './world/snowflake.ts';
import { type VaultWorld, vaultWorld } from './world/vault.ts';

/** `startup`: fifty engineers. A number: about so many identities, each with about ten grants. */
export type CompanySize = 'startup' | number;

/** Everything that is true of the company, whatever the formats that tell of it. */
export interface Company {
  readonly seed: number;
  readonly size: CompanySize;
  readonly clock: Clock;
  readonly staff: Staff;
  readonly aws: AwsWorld;
  readonly clusters: readonly KubernetesCluster[];
  readonly github: GithubWorld;
  readonly entra: EntraWorld;
  readonly snowflake: SnowflakeWorld;
  readonly gcp: GcpWorld;
  readonly gitlab: GitlabWorld;
  readonly directory: DirectoryWorld;
  readonly vault: VaultWorld;
  readonly salesforce: SalesforceWorld;
  readonly okta: OktaWorld;
  readonly postgresql: PostgresWorld;
  readonly anthropic: AnthropicWorld;
  readonly reports: readonly ScannerReport[];
  readonly hosts: readonly Host[];
  /** What is seen in two places. */
  readonly links: readonly TruthOfLink[];
}

interface Counts {
  readonly awsUsers: number;
  readonly awsRoles: number;
  readonly policies: number;
  readonly held: number;
  readonly serviceAccounts: number;
  readonly bindings: number;
  readonly deployKeys: number;
}

const startup: Counts = {
  awsUsers: 30,
  awsRoles: 90,
  policies: 20,
  held: 2,
  serviceAccounts: 60,
  bindings: 2,
  deployKeys: 15,
};

/** Roles and service accounts are the many; users and deploy keys stay few, as in large companies. */
function countsOf(size: CompanySize): Counts {
  if (size === 'startup') return startup;
  const rest = Math.max(0, size - 500);
  const deployKeys = Math.min(2000, Math.floor(rest / 50));
  const awsUsers = Math.min(5000, Math.floor(rest / 20));
  const others = rest - deployKeys - awsUsers;
  const awsRoles = Math.floor(others / 2);
  return {
    awsUsers,
    awsRoles,
    policies: Math.min(1000, Math.max(20, Math.floor(size / 200))),
    held: 10,
    serviceAccounts: others - awsRoles,
    bindings: 10,
    deployKeys,
  };
}

/** The company of a seed. The same arguments give the same company; its long lists are made as they are walked. */
export function companyOf({
  seed,
  size,
  now,
}: {
  readonly seed: number;
  readonly size: CompanySize;
  readonly now: Date;
}): Company {
  const random = randomOf(`company/${seed}`);
  const clock = clockAt(now);
  const counts = countsOf(size);
  const staff = staffOf(random.fork('staff'), clock);
  const repositories = copiedRepositories(random.fork('repositories'), staff);
  const clusters = kubernetesWorld({
    random: random.fork('kubernetes'),
    clock,
    staff,
    size: {
      accounts: counts.serviceAccounts,
      bindings: counts.bindings,
      format: size === 'startup' ? 'yaml' : 'json',
    },
    others: (cluster) =>
      cloudAccounts({ random: random.fork('cloud'), clock, staff }, cluster, production.account.id),
  });
  const { world: aws, production } = awsWorld({
    random: random.fork('aws'),
    clock,
    staff,
    size: {
      users: counts.awsUsers,
      roles: counts.awsRoles,
      policies: counts.policies,
      held: counts.held,
    },
    issuers: clusters.map(({ issuer }) => issuer),
    others: (making) => ({
      users: strayUsers(making),
      roles: [...deployRoles(making, repositories), ...workloadRoles(making, clusters)],
    }),
  });
  const github = githubWorld({
    random: random.fork('github'),
    clock,
    staff,
    size: { deployKeys: counts.deployKeys },
  });
  const hosts = hostsOf({
    random: random.fork('hosts'),
    clock,
    staff,
    strays: strayKeys(production),
    roleOf: (application) => deployRoleArn(production, application),
    deployKeys: keptDeployKeys(github),
    repositories,
  });
  const links = [
    ...workloadLinks(staff, clusters, production.account.id),
    ...hosts.flatMap((host) => host.links),
  ];
  return {
    seed,
    size,
    clock,
    staff,
    aws,
    clusters,
    github,
    ...otherSystems({ random, clock, staff }),
    hosts,
    links,
  };
}

/** Systems that nothing else leans on. */
function otherSystems({
  random,
  clock,
  staff,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}) {
  const making = (name: string) => ({ random: random.fork(name), clock, staff });
  return {
    entra: entraWorld(making('entra')),
    snowflake: snowflakeWorld(making('snowflake')),
    gcp: gcpWorld(making('gcp')),
    gitlab: gitlabWorld(making('gitlab')),
    directory: directoryWorld(making('directory')),
    vault: vaultWorld(staff),
    okta: oktaWorld(making('okta')),
    postgresql: postgresWorld(making('postgresql')),
    anthropic: anthropicWorld(making('anthropic')),
    salesforce: salesforceWorld(staff, clock),
    reports: scannerReports(making('reports')),
  };
}

/** Keys whose private halves lie on a build machine. */
function keptDeployKeys(github: GithubWorld) {
  const titles = ['release', 'mirror'];
  const kept: { pair: KeyPair; title: string; link: SubjectName }[] = [];
  for (const key of github.deployKeys()) {
    if (!titles.includes(key.title)) continue;
    kept.push({ pair: key.pair, title: key.title, link: deployKeyCredential(github.org, key) });
    if (kept.length === titles.length) break;
  }
  return kept;
}
