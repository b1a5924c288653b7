import type { Random } from '../random.ts';
import { clean, failing, type Intent, nearly } from '../truth.ts';
import { type AwsAccount, type AwsPolicy, type AwsStatement, iamArn } from './aws.ts';

const awsOwn = 'arn:aws:iam::aws:policy';

/** Policies of AWS itself, as `get-account-authorization-details` shows them beside those of the account. */
export const managedPolicies: readonly AwsPolicy[] = [
  {
    name: 'AdministratorAccess',
    statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'] }],
  },
  {
    name: 'PowerUserAccess',
    statements: [
      {
        effect: 'Allow',
        notActions: ['iam:*', 'organizations:*', 'account:*'],
        resources: ['*'],
      },
      {
        effect: 'Allow',
        actions: ['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'account:GetAccountInformation'],
        resources: ['*'],
      },
    ],
  },
  {
    name: 'SecurityAudit',
    statements: [
      {
        effect: 'Allow',
        actions: ['iam:Get*', 'iam:List*', 's3:GetBucket*', 'ec2:Describe*'],
        resources: ['*'],
      },
    ],
  },
];

/** The ARN of a policy of AWS. */
export function managedArn(name: string): string {
  return `${awsOwn}/${name}`;
}

/** What some work needs, spelled out. */
const work: readonly (readonly string[])[] = [
  ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
  ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
  ['kms:Decrypt', 'kms:GenerateDataKey'],
  ['sns:Publish'],
  ['logs:CreateLogStream', 'logs:PutLogEvents'],
  ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:PutImage'],
  ['lambda:InvokeFunction', 'lambda:GetFunction'],
];

/** Actions by name, on resources of one application. */
function narrowStatement(random: Random, application: string): AwsStatement {
  return {
    effect: 'Allow',
    actions: random.pick(work),
    resources: [
      `arn:aws:s3:::${application}-${random.between(1, 9)}`,
      `arn:aws:sqs:*:*:${application}-*`,
    ],
  };
}

/** Policies of an account that many hold: the same in every run for the same number. */
export function sharedPolicy(random: Random, index: number): AwsPolicy {
  const own = random.fork(`policy/${index}`);
  return {
    name: `access-${index}`,
    statements: [narrowStatement(own, `share-${index}`), narrowStatement(own, `queue-${index}`)],
  };
}

/** What a principal is given, and what that must lead to. */
export interface GivenAccess {
  readonly attached: readonly string[];
  readonly inline: readonly AwsPolicy[];
  readonly intent: Intent;
}

function inlineOf(
  name: string,
  statement: Omit<AwsStatement, 'effect'>,
  intent: Intent,
): GivenAccess {
  const policy: AwsPolicy = { name, statements: [{ effect: 'Allow', ...statement }] };
  return { attached: [], inline: [policy], intent };
}

/** Every way to be an administrator that is planted. */
export function adminAccess(random: Random): GivenAccess {
  const admin = failing('access-admin-equivalent');
  return random.pick<GivenAccess>([
    { attached: [managedArn('AdministratorAccess')], inline: [], intent: admin },
    inlineOf('everything', { actions: ['*'], resources: ['*'] }, admin),
    inlineOf('people', { actions: ['iam:*'], resources: ['*'] }, admin),
    inlineOf('all-but-billing', { notActions: ['aws-portal:*'], resources: ['*'] }, admin),
  ]);
}

/** Wide, but not enough to give oneself the rest. */
export function almostAdminAccess(random: Random): GivenAccess {
  const wide: Intent = { fails: ['access-wildcard-actions'], nearly: ['access-admin-equivalent'] };
  return random.pick<GivenAccess>([
    { attached: [managedArn('PowerUserAccess')], inline: [], intent: wide },
    inlineOf(
      'own-bucket',
      { actions: ['*'], resources: ['arn:aws:s3:::scratch', 'arn:aws:s3:::scratch/*'] },
      wide,
    ),
    {
      attached: [managedArn('SecurityAudit')],
      inline: [],
      intent: nearly('access-admin-equivalent', 'access-wildcard-actions'),
    },
  ]);
}

/** Actions by wildcard that change things. */
export function wildcardAccess(random: Random, application: string): GivenAccess {
  const actions = random.pick([
    ['s3:*'],
    ['dynamodb:*', 'sqs:SendMessage'],
    ['kms:Decrypt', 'secretsmanager:*'],
    ['ec2:Run*'],
  ]);
  const resources = [`arn:aws:s3:::${application}/*`];
  return inlineOf('wide', { actions, resources }, failing('access-wildcard-actions'));
}

/** Wildcards that only read. */
export function readingWildcardAccess(random: Random, application: string): GivenAccess {
  const actions = random.pick([['s3:Get*', 's3:List*'], ['dynamodb:BatchGet*'], ['ec2:Describe*']]);
  const resources = [`arn:aws:s3:::${application}/*`];
  return inlineOf('reading', { actions, resources }, nearly('access-wildcard-actions'));
}

/** What an ordinary principal is given: named actions, its own or through policies of the account. */
export function narrowAccess(
  random: Random,
  {
    account,
    application,
    policies,
    held,
  }: {
    readonly account: AwsAccount;
    readonly application: string;
    /** How many policies the account shares; and how many of them are held. */
    readonly policies: number;
    readonly held: number;
  },
): GivenAccess {
  const first = random.between(0, policies - 1);
  const attached = Array.from({ length: Math.min(held, policies) }, (_, offset) =>
    iamArn(account, `policy/access-${(first + offset) % policies}`),
  );
  const inline = [{ name: 'own', statements: [narrowStatement(random, application)] }];
  return { attached, inline: held > 0 && random.chance(0.5) ? [] : inline, intent: clean };
}
