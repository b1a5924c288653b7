import { failing, type Intent, joined, nearly } from '../truth.ts';
import { type AwsRole, type AwsStatement, iamArn } from './aws.ts';
import {
  adminAccess,
  almostAdminAccess,
  type GivenAccess,
  narrowAccess,
  wildcardAccess,
} from './aws-policies.ts';
import type { AwsMaking } from './aws-users.ts';
import { conflicts, type Owning, ownedByLeaver, ownedSomehow, unowned } from './owning.ts';
import type { Application } from './people.ts';

interface Shape {
  readonly name: string;
  readonly application: Application;
  readonly owning?: Owning;
  readonly access?: GivenAccess;
  readonly trust?: readonly AwsStatement[];
  readonly createdDays?: number;
  /** Null: not in the last 400 days. */
  readonly usedDays?: number | null;
  readonly profiles?: readonly string[];
  readonly path?: string;
  /** Other parts of the company lean on the name. */
  readonly keepName?: boolean;
  readonly intent?: Intent;
}

const github = 'token.actions.githubusercontent.com';

/** A service of AWS may become the role. */
function serviceTrust(service: string): AwsStatement {
  return { effect: 'Allow', actions: ['sts:AssumeRole'], principal: { Service: [service] } };
}

/** Workflows of GitHub may become the role. */
export function githubTrust(
  account: AwsMaking['account'],
  {
    operator,
    subjects,
    audience = true,
  }: {
    readonly operator: string;
    readonly subjects: readonly string[];
    readonly audience?: boolean;
  },
): AwsStatement {
  return {
    effect: 'Allow',
    actions: ['sts:AssumeRoleWithWebIdentity'],
    principal: { Federated: [iamArn(account, `oidc-provider/${github}`)] },
    conditions: {
      ...(audience ? { StringEquals: { [`${github}:aud`]: ['sts.amazonaws.com'] } } : {}),
      ...(operator === 'StringEquals' && audience
        ? {
            StringEquals: {
              [`${github}:aud`]: ['sts.amazonaws.com'],
              [`${github}:sub`]: subjects,
            },
          }
        : { [operator]: { [`${github}:sub`]: subjects } }),
    },
  };
}

/** A service account of a cluster may become the role. */
export function clusterTrust(
  account: AwsMaking['account'],
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): AwsStatement {
  return {
    effect: 'Allow',
    actions: ['sts:AssumeRoleWithWebIdentity'],
    principal: { Federated: [iamArn(account, `oidc-provider/${issuer}`)] },
    conditions: {
      StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'], [`${issuer}:sub`]: [subject] },
    },
  };
}

/** A role with nothing wrong but what the shape asks for. */
export function roleOf(making: AwsMaking, shape: Shape): AwsRole {
  const { random, clock, staff, account, policies, held } = making;
  const { application, usedDays = random.between(0, 60), createdDays } = shape;
  const owning =
    shape.owning ??
    ownedSomehow(random.fork('owner'), staff, {
      application,
      byName: shape.keepName !== true,
      byDescription: true,
    });
  const access =
    shape.access ??
    narrowAccess(random, { account, application: application.name, policies, held });
  return {
    account,
    name: owning.named?.(shape.name) ?? shape.name,
    path: shape.path ?? '/',
    description: owning.description ?? `${application.name} in ${account.environment}`,
    createdAt: clock.daysAgo(createdDays ?? random.between(410, 1000)),
    lastUsedAt: usedDays === null ? null : clock.daysAgo(usedDays),
    tags: { environment: account.environment, ...owning.tags },
    attached: access.attached,
    inline: access.inline,
    trust: shape.trust ?? [
      serviceTrust(random.pick(['ec2.amazonaws.com', 'lambda.amazonaws.com'])),
    ],
    profiles: shape.profiles ?? [],
    intent: joined(owning.intent, access.intent, shape.intent ?? joined()),
  };
}

type Plant = (making: AwsMaking, shape: Pick<Shape, 'name' | 'application'>) => AwsRole;

const used =
  (usedDays: number | null, createdDays: number, intent: Intent): Plant =>
  (making, shape) =>
    roleOf(making, { ...shape, usedDays, createdDays, intent });

const trusting =
  (
    trust: (making: AwsMaking, application: Application) => readonly AwsStatement[],
    intent: Intent,
  ): Plant =>
  (making, shape) =>
    roleOf(making, { ...shape, trust: trust(making, shape.application), intent });

const stranger = '999900001111';
const external = (conditions?: AwsStatement['conditions']): readonly AwsStatement[] => [
  {
    effect: 'Allow',
    actions: ['sts:AssumeRole'],
    principal: { AWS: [`arn:aws:iam::${stranger}:root`] },
    ...(conditions ? { conditions } : {}),
  },
];
const everybody = (conditions?: AwsStatement['conditions']): readonly AwsStatement[] => [
  {
    effect: 'Allow',
    actions: ['sts:AssumeRole'],
    principal: '*',
    ...(conditions ? { conditions } : {}),
  },
];
const deputy = (
  service: string,
  conditions?: AwsStatement['conditions'],
): readonly AwsStatement[] => [{ ...serviceTrust(service), ...(conditions ? { conditions } : {}) }];
const byGithub =
  (
    operator: string,
    subjects: (org: string, application: string) => readonly string[],
    intent: Intent,
  ): Plant =>
  (making, shape) =>
    roleOf(making, {
      ...shape,
      trust: [
        githubTrust(making.account, {
          operator,
          subjects: subjects(making.staff.org, shape.application.name),
        }),
      ],
      intent,
    });

const profiles =
  (count: number, intent: Intent): Plant =>
  (making, shape) =>
    roleOf(making, {
      ...shape,
      profiles: Array.from({ length: count }, (_, index) => `${shape.name}-${index + 1}`),
      intent,
    });

const given =
  (access: (making: AwsMaking, application: string) => GivenAccess): Plant =>
  (making, shape) =>
    roleOf(making, { ...shape, access: access(making, shape.application.name) });

const owned =
  (owning: (making: AwsMaking, application: Application) => Owning): Plant =>
  (making, shape) =>
    roleOf(making, { ...shape, owning: owning(making, shape.application) });

const wideTrust = failing('trust-federated-login-too-wide');
const narrowTrust = nearly('trust-federated-login-too-wide');

const plants: Readonly<Record<string, Plant>> = {
  'unused-181': used(181, 500, failing('identity-unused')),
  'unused-180': used(180, 500, nearly('identity-unused')),
  'unused-390': used(390, 900, failing('identity-unused')),
  // IAM forgets after 400 days: nobody can say whether such a role was ever used.
  forgotten: used(null, 900, nearly('identity-unused', 'identity-never-used')),
  'never-31': used(null, 31, failing('identity-never-used')),
  'never-30': used(null, 30, nearly('identity-never-used')),
  'never-200': used(null, 200, failing('identity-never-used')),
  'vendor-open': trusting(() => external(), failing('trust-external-without-condition')),
  'vendor-any-id': trusting(
    () => external({ StringLike: { 'sts:ExternalId': ['*'] } }),
    failing('trust-external-without-condition'),
  ),
  'vendor-with-id': trusting(
    () => external({ StringEquals: { 'sts:ExternalId': ['7f1c'] } }),
    nearly('trust-external-without-condition'),
  ),
  'vendor-of-org': trusting(
    ({ organizationId }) => external({ StringEquals: { 'aws:PrincipalOrgID': [organizationId] } }),
    nearly('trust-external-without-condition'),
  ),
  'open-to-all': trusting(() => everybody(), failing('trust-public')),
  'open-to-all-https': trusting(
    () => everybody({ Bool: { 'aws:SecureTransport': ['true'] } }),
    failing('trust-public'),
  ),
  'open-to-org': trusting(
    ({ organizationId }) => everybody({ StringEquals: { 'aws:PrincipalOrgID': [organizationId] } }),
    nearly('trust-public'),
  ),
  'trusts-deleted': trusting(
    () => [
      {
        effect: 'Allow',
        actions: ['sts:AssumeRole'],
        principal: { AWS: ['AIDAQQQQGONEGONE2345'] },
      },
    ],
    failing('trust-deleted-principal'),
  ),
  'trusts-present': trusting(
    ({ account }) => [
      {
        effect: 'Allow',
        actions: ['sts:AssumeRole'],
        principal: { AWS: [iamArn(account, 'user/svc-4711')] },
      },
    ],
    nearly('trust-deleted-principal'),
  ),
  deputy: trusting(() => deputy('sagemaker.amazonaws.com'), failing('trust-confused-deputy')),
  'deputy-bound': trusting(
    ({ account }) =>
      deputy('states.amazonaws.com', { StringEquals: { 'aws:SourceAccount': [account.id] } }),
    nearly('trust-confused-deputy'),
  ),
  'ci-anyone': byGithub('StringLike', () => ['repo:*'], wideTrust),
  'ci-owner-prefix': byGithub('StringLike', (org) => [`repo:${org}*`], wideTrust),
  'ci-owner': byGithub('StringLike', (org) => [`repo:${org}/*`], wideTrust),
  'ci-project': byGithub('StringLike', (org, name) => [`repo:${org}/${name}:*`], wideTrust),
  'ci-pulls': byGithub(
    'StringEquals',
    (org, name) => [`repo:${org}/${name}:pull_request`],
    wideTrust,
  ),
  'ci-branch': byGithub(
    'StringEquals',
    (org, name) => [`repo:${org}/${name}:ref:refs/heads/main`],
    nearly('trust-federated-login-too-wide', 'trust-federated-login-broken'),
  ),
  'ci-environment': byGithub(
    'StringLike',
    (org, name) => [`repo:${org}/${name}:environment:production`],
    narrowTrust,
  ),
  'ci-broken': byGithub('StringEquals', (org, name) => [`repo:${org}/${name}:*`], {
    fails: ['trust-federated-login-broken'],
    nearly: ['trust-federated-login-too-wide'],
  }),
  'shared-3': profiles(3, failing('identity-shared-by-workloads')),
  'shared-2': profiles(2, nearly('identity-shared-by-workloads')),
  admin: given(({ random }) => adminAccess(random)),
  'almost-admin': given(({ random }) => almostAdminAccess(random)),
  wildcard: given(({ random }, application) => wildcardAccess(random, application)),
  'left-over': owned(({ random, staff }) => ownedByLeaver(random, staff)),
  ...Object.fromEntries(
    Object.entries(conflicts).map(([what, owning]): [string, Plant] => [
      what,
      owned(({ random, staff }, application) => owning(random, staff, application)),
    ]),
  ),
};

/** Trusts whose issuer asks for no audience, in accounts whose provider lists none. */
const withoutAudience: Plant = (making, shape) =>
  roleOf(making, {
    ...shape,
    trust: [
      githubTrust(making.account, {
        operator: 'StringLike',
        subjects: [`repo:${making.staff.org}/${shape.application.name}:ref:refs/heads/main`],
        audience: false,
      }),
    ],
    intent:
      (making.account.issuers[github] ?? []).length > 0
        ? nearly('trust-audience-missing')
        : failing('trust-audience-missing'),
  });

/** Roles of an account with planted faults and near misses. */
export function plantedRoles(making: AwsMaking): AwsRole[] {
  const { random, staff } = making;
  const entries = Object.entries({
    ...plants,
    'ci-no-audience': withoutAudience,
    'ci-no-audience-2': withoutAudience,
    'ci-no-audience-3': withoutAudience,
  });
  const roles = entries.map(([what, plant]) => {
    const application = random.pick(staff.applications.slice(0, -1));
    const name = `${application.name}-${what}`;
    return plant({ ...making, random: random.fork(what) }, { name, application });
  });
  const nobody = ['import-legacy', 'x-test-2'].map((name) =>
    roleOf(
      { ...making, random: random.fork(name) },
      { name, application: random.pick(staff.applications), owning: unowned(random) },
    ),
  );
  return [...roles, ...nobody, serviceLinked(making)];
}

/** A role that AWS makes and runs by itself. */
function serviceLinked(making: AwsMaking): AwsRole {
  const application = { name: 'support', team: 'platform' };
  const service = 'support.amazonaws.com';
  return roleOf(making, {
    name: 'AWSServiceRoleForSupport',
    application,
    path: `/aws-service-role/${service}/`,
    trust: [serviceTrust(service)],
    access: { attached: [], inline: [], intent: nearly('access-admin-equivalent') },
    owning: { tags: {}, intent: nearly('identity-no-owner') },
  });
}
