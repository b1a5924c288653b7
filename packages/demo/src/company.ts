import { type Clock, clockAt } from './clock.ts';
import { randomOf } from './random.ts';
import type { AwsWorld } from './world/aws.ts';
import { awsWorld } from './world/aws-world.ts';
import type { GithubWorld } from './world/github.ts';
import { githubWorld } from './world/github-world.ts';
import type { KubernetesCluster } from './world/kubernetes.ts';
import { kubernetesWorld } from './world/kubernetes-world.ts';
import { type Staff, staffOf } from './world/people.ts';

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
  const aws = awsWorld({
    random: random.fork('aws'),
    clock,
    staff,
    size: {
      users: counts.awsUsers,
      roles: counts.awsRoles,
      policies: counts.policies,
      held: counts.held,
    },
    others: () => ({ users: [], roles: [] }),
  });
  const clusters = kubernetesWorld({
    random: random.fork('kubernetes'),
    clock,
    staff,
    size: { accounts: counts.serviceAccounts, bindings: counts.bindings },
    others: () => [],
  });
  const github = githubWorld({
    random: random.fork('github'),
    clock,
    staff,
    size: { deployKeys: counts.deployKeys },
  });
  return { seed, size, clock, staff, aws, clusters, github };
}
