import type { StrayKey } from '../hosts/host-making.ts';
import { awsSecretKey } from '../secrets/tokens.ts';
import { failing, joined, nearly, type TruthOfLink } from '../truth.ts';
import { type AwsRole, type AwsUser, awsIdentity, iamArn, roleArn, userArn } from './aws.ts';
import { clusterTrust, githubTrust, roleOf } from './aws-roles.ts';
import { type AwsMaking, goodUser } from './aws-users.ts';
import {
  type KubernetesCluster,
  type KubernetesServiceAccount,
  serviceAccountName,
} from './kubernetes.ts';
import { serviceAccountOf } from './kubernetes-world.ts';
import { type Owning, toldBy } from './owning.ts';
import type { Application, Staff } from './people.ts';
import type { CopiedRepository } from './repositories.ts';

/** The name of the role that the workflow of an application becomes. */
function deployRoleName(application: string): string {
  return `${application}-deploy`;
}

/** Roles that exactly one workflow each may become. Of those whose code is at hand, the code tells the owner. */
export function deployRoles(
  making: AwsMaking,
  repositories: readonly CopiedRepository[],
): AwsRole[] {
  const { staff, account, random } = making;
  return staff.applications.slice(0, -1).map((application) => {
    const code = repositories.find((one) => one.application === application);
    return roleOf(
      { ...making, random: random.fork(`deploy/${application.name}`) },
      {
        name: deployRoleName(application.name),
        keepName: true,
        application,
        ...(code ? { owning: ownedByCode(code) } : {}),
        trust: [
          githubTrust(account, {
            operator: 'StringEquals',
            subjects: [`repo:${staff.org}/${application.name}:ref:refs/heads/main`],
          }),
        ],
        intent: nearly('trust-federated-login-too-wide'),
      },
    );
  });
}

/** A step away from the code: whether that names an owner or only somebody to ask is open. */
function ownedByCode({ roleTag, owner }: CopiedRepository): Owning {
  const tags: Readonly<Record<string, string>> = roleTag ? { owner: roleTag.email } : {};
  return { tags, intent: joined(owner, { ...joined(), open: ['identity-no-owner'] }) };
}

/** A workload that logs in to the cloud with its service account. */
interface CloudWorkload {
  readonly application: Application;
  readonly roleName: string;
  /** Whether the role trusts every account of the namespace. */
  readonly isWide: boolean;
}

type ClusterName = Pick<KubernetesCluster, 'name' | 'environment'>;

function cloudWorkloads(staff: Staff, { environment }: ClusterName): CloudWorkload[] {
  const applications = staff.applications.filter(({ team }) => team !== 'labs');
  return applications.slice(0, 6).map((application, index) => ({
    application,
    roleName: `${application.name}-${environment}-workload`,
    isWide: index === 1,
  }));
}

/** Roles that service accounts of the cluster may become. */
export function workloadRoles(
  making: AwsMaking,
  clusters: readonly KubernetesCluster[],
): AwsRole[] {
  return clusters.flatMap((cluster) =>
    cloudWorkloads(making.staff, cluster).map(({ application, roleName, isWide }, index) => {
      const subject = `system:serviceaccount:${application.team}:${isWide ? '*' : application.name}`;
      const exact = clusterTrust(making.account, { issuer: cluster.issuer, subject });
      return roleOf(
        { ...making, random: making.random.fork(roleName) },
        {
          name: roleName,
          keepName: true,
          application,
          ...(index % 2 === 0 ? { owning: ownedByWorkload(application) } : {}),
          trust: [isWide ? { ...exact, conditions: likeSubject(cluster.issuer, subject) } : exact],
          intent: isWide
            ? failing('trust-federated-login-too-wide')
            : nearly('trust-federated-login-too-wide'),
        },
      );
    }),
  );
}

/** Only the namespace of the account that may become it tells the team. */
function ownedByWorkload({ team }: Application): Owning {
  return { tags: {}, intent: toldBy('workload', [team], { weak: true }) };
}

function likeSubject(issuer: string, subject: string) {
  return {
    StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'] },
    StringLike: { [`${issuer}:sub`]: [subject] },
  };
}

/** The service accounts that become those roles, in the account of the given number. */
export function cloudAccounts(
  making: Parameters<typeof serviceAccountOf>[0] & { readonly staff: Staff },
  cluster: ClusterName,
  accountId: string,
): KubernetesServiceAccount[] {
  return cloudWorkloads(making.staff, cluster).map(({ application, roleName }) =>
    serviceAccountOf(
      { ...making, random: making.random.fork(`${cluster.name}/${roleName}`) },
      {
        namespace: application.team,
        name: application.name,
        annotations: {
          'eks.amazonaws.com/role-arn': iamArn({ id: accountId }, `role/${roleName}`),
        },
      },
    ),
  );
}

/** Which service account becomes which role. */
export function workloadLinks(
  staff: Staff,
  clusters: readonly KubernetesCluster[],
  accountId: string,
): TruthOfLink[] {
  return clusters.flatMap((cluster) =>
    cloudWorkloads(staff, cluster).map(
      ({ application, roleName }): TruthOfLink => ({
        kind: 'workload-role',
        one: serviceAccountName(cluster, { namespace: application.team, name: application.name }),
        other: awsIdentity(iamArn({ id: accountId }, `role/${roleName}`)),
      }),
    ),
  );
}

const wheres: readonly StrayKey['where'][] = [
  'env-file',
  'home',
  'compose',
  'state',
  'env-file-2',
  'home-2',
  'compose-2',
  'state-2',
  'env-file-3',
  'home-3',
  'compose-3',
  'state-3',
];

/** Users whose keys also lie on machines. */
export function strayUsers(making: AwsMaking): AwsUser[] {
  return wheres.map((where) =>
    goodUser({ ...making, random: making.random.fork(`stray/${where}`) }, `uploader-${where}`, {
      keepName: true,
    }),
  );
}

/** The same keys, with the secret halves that lie on machines. */
export function strayKeys(making: AwsMaking): StrayKey[] {
  return strayUsers(making).map((user, index) => ({
    id: user.keys[0]?.id ?? '',
    secret: awsSecretKey(making.random.fork(`secret/${index}`)),
    userName: user.name,
    userArn: userArn(user),
    where: wheres[index] ?? 'home',
  }));
}

/** The ARN of the role that a workflow becomes. */
export function deployRoleArn(making: AwsMaking, application: string): string {
  return roleArn({ account: making.account, path: '/', name: deployRoleName(application) });
}
