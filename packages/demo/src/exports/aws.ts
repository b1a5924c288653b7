import {
  type AwsAccount,
  type AwsPolicy,
  type AwsRole,
  type AwsStatement,
  type AwsUser,
  type AwsWorld,
  iamArn,
  roleArn,
  userArn,
} from '../world/aws.ts';
import { managedArn, managedPolicies } from '../world/aws-policies.ts';
import { type Folder, jsonArray } from './writing.ts';

/** What the command line of AWS prints writes times with an offset. */
function time(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}+00:00`;
}

function documentOf(statements: readonly AwsStatement[]) {
  return {
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: statement.effect,
      ...(statement.principal === undefined ? {} : { Principal: principalOf(statement.principal) }),
      ...(statement.actions ? { Action: oneOrMore(statement.actions) } : {}),
      ...(statement.notActions ? { NotAction: oneOrMore(statement.notActions) } : {}),
      ...(statement.resources ? { Resource: oneOrMore(statement.resources) } : {}),
      ...(statement.conditions ? { Condition: statement.conditions } : {}),
    })),
  };
}

function principalOf(principal: NonNullable<AwsStatement['principal']>) {
  if (principal === '*') return '*';
  return Object.fromEntries(
    Object.entries(principal).map(([kind, names]) => [kind, oneOrMore(names)]),
  );
}

/** AWS writes a list of one as that one. */
function oneOrMore(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? '') : values;
}

function held({ attached, inline }: Pick<AwsUser, 'attached' | 'inline'>, member: string) {
  return {
    [member]: inline.map(({ name, statements }) => ({
      PolicyName: name,
      PolicyDocument: documentOf(statements),
    })),
    AttachedManagedPolicies: attached.map((arn) => ({
      PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
      PolicyArn: arn,
    })),
  };
}

function tagsOf(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function userDetail(user: AwsUser) {
  return {
    Path: user.path,
    UserName: user.name,
    Arn: userArn(user),
    CreateDate: time(user.createdAt),
    ...held(user, 'UserPolicyList'),
    GroupList: user.groups,
    Tags: tagsOf(user.tags),
  };
}

function roleDetail(role: AwsRole) {
  const Arn = roleArn(role);
  return {
    Path: role.path,
    RoleName: role.name,
    Arn,
    CreateDate: time(role.createdAt),
    AssumeRolePolicyDocument: documentOf(role.trust),
    ...held(role, 'RolePolicyList'),
    InstanceProfileList: role.profiles.map((name) => ({
      InstanceProfileName: name,
      Arn: iamArn(role.account, `instance-profile/${name}`),
      Roles: [{ RoleName: role.name, Arn }],
    })),
    Tags: tagsOf(role.tags),
    RoleLastUsed: role.lastUsedAt
      ? { LastUsedDate: time(role.lastUsedAt), Region: 'eu-central-1' }
      : {},
    Description: role.description,
  };
}

function policyDetail(arn: string, { name, statements }: AwsPolicy) {
  return {
    PolicyName: name,
    Arn: arn,
    DefaultVersionId: 'v1',
    PolicyVersionList: [
      { VersionId: 'v1', IsDefaultVersion: true, Document: documentOf(statements) },
    ],
  };
}

function* policies(world: AwsWorld, account: AwsAccount) {
  for (const policy of managedPolicies) yield policyDetail(managedArn(policy.name), policy);
  for (const policy of world.policies(account))
    yield policyDetail(iamArn(account, `policy/${policy.name}`), policy);
}

const groups = (account: AwsAccount) => [
  {
    Path: '/',
    GroupName: 'engineers',
    Arn: iamArn(account, 'group/engineers'),
    GroupPolicyList: [],
    AttachedManagedPolicies: [],
  },
];

function* mapped<From, To>(items: Iterable<From>, map: (item: From) => To): Generator<To> {
  for (const item of items) yield map(item);
}

function* details(world: AwsWorld, account: AwsAccount): Generator<string> {
  const isCut = account.flaw === 'cut-short';
  yield* jsonArray('{"UserDetailList": [', mapped(world.users(account), userDetail), '],');
  yield* jsonArray('"GroupDetailList": [', groups(account), '],');
  yield* jsonArray('"RoleDetailList": [', mapped(world.roles(account), roleDetail), '],');
  yield* jsonArray('"Policies": [', policies(world, account), `], "IsTruncated": ${isCut}}\n`);
}

/** The same in two answers, written to files whose names sort the wrong way round. */
async function twoPages(folder: Folder, world: AwsWorld, account: AwsAccount): Promise<void> {
  await folder.stream(
    `aws/${account.name}/aws-authorization-details-b-first.json`,
    chain(
      jsonArray('{"UserDetailList": [', mapped(world.users(account), userDetail), '],'),
      jsonArray('"GroupDetailList": [', groups(account), '],'),
      ['"RoleDetailList": [], "Policies": [], "IsTruncated": true, "Marker": "next"}\n'],
    ),
  );
  await folder.stream(
    `aws/${account.name}/aws-authorization-details-a-second.json`,
    chain(
      ['{"UserDetailList": [], "GroupDetailList": [],'],
      jsonArray('"RoleDetailList": [', mapped(world.roles(account), roleDetail), '],'),
      jsonArray('"Policies": [', policies(world, account), '], "IsTruncated": false}\n'),
    ),
  );
}

function* chain(...parts: readonly Iterable<string>[]): Generator<string> {
  for (const part of parts) yield* part;
}

const reportColumns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

function keyCells(key: AwsUser['keys'][number] | undefined): string[] {
  if (key === undefined) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  const use = key.lastUsedAt ? [time(key.lastUsedAt), 'eu-central-1', 's3'] : ['N/A', 'N/A', 'N/A'];
  return [String(key.active), time(key.createdAt), ...use];
}

const noCertificates = ['false', 'N/A', 'false', 'N/A'];

function userRow(user: AwsUser): string {
  const { password } = user;
  const cells = password
    ? [
        'true',
        password.lastUsedAt ? time(password.lastUsedAt) : 'no_information',
        time(password.changedAt),
        password.expiresAt ? time(password.expiresAt) : 'N/A',
        'true',
      ]
    : ['false', 'N/A', 'N/A', 'N/A', 'false'];
  return [
    user.name,
    userArn(user),
    time(user.createdAt),
    ...cells,
    ...keyCells(user.keys[0]),
    ...keyCells(user.keys[1]),
    ...noCertificates,
  ].join(',');
}

function rootRow(account: AwsAccount): string {
  const { root } = account;
  const key = root.keyMadeAt
    ? keyCells({
        id: '',
        active: true,
        createdAt: root.keyMadeAt,
        lastUsedAt: root.keyUsedAt,
        intent: root.keyIntent,
      })
    : keyCells(undefined);
  return [
    '<root_account>',
    iamArn(account, 'root'),
    time(root.createdAt),
    'not_supported',
    time(root.lastUsedAt),
    'not_supported',
    'not_supported',
    'true',
    ...key,
    ...keyCells(undefined),
    ...noCertificates,
  ].join(',');
}

function* report(world: AwsWorld, account: AwsAccount): Generator<string> {
  yield `${reportColumns}\n${rootRow(account)}\n`;
  for (const user of world.users(account)) yield `${userRow(user)}\n`;
}

function* keys(users: Iterable<AwsUser>): Generator<string> {
  for (const user of users)
    yield `${JSON.stringify({
      AccessKeyMetadata: user.keys.map((key) => ({
        UserName: user.name,
        AccessKeyId: key.id,
        Status: key.active ? 'Active' : 'Inactive',
        CreateDate: time(key.createdAt),
      })),
    })}\n`;
}

function* keyUses(users: Iterable<AwsUser>): Generator<string> {
  for (const user of users)
    for (const key of user.keys)
      yield `${JSON.stringify({
        UserName: user.name,
        AccessKeyLastUsed: key.lastUsedAt
          ? { LastUsedDate: time(key.lastUsedAt), ServiceName: 's3', Region: 'eu-central-1' }
          : { ServiceName: 'N/A', Region: 'N/A' },
        AccessKeyId: key.id,
      })}\n`;
}

function issuerFiles(account: AwsAccount): readonly (readonly [string, string])[] {
  const entries = Object.entries(account.issuers);
  const arnOf = (host: string) => iamArn(account, `oidc-provider/${host}`);
  return [
    [
      'aws-oidc-providers.json',
      JSON.stringify({
        OpenIDConnectProviderList: entries.map(([host]) => ({ Arn: arnOf(host) })),
      }),
    ],
    [
      'aws-oidc-provider-details.json',
      entries
        .map(([host, audiences]) =>
          JSON.stringify({
            Url: host,
            ClientIDList: audiences,
            ThumbprintList: [],
            Arn: arnOf(host),
          }),
        )
        .join('\n'),
    ],
  ];
}

function organization({ organizationId, accounts }: AwsWorld): string {
  const master = accounts[0]?.id ?? '';
  return JSON.stringify(
    {
      Accounts: accounts.map(({ id, name }) => ({
        Id: id,
        Arn: `arn:aws:organizations::${master}:account/${organizationId}/${id}`,
        Name: name,
        Status: 'ACTIVE',
        JoinedMethod: 'CREATED',
      })),
    },
    null,
    4,
  );
}

/** What `aws iam` and `aws organizations` print, a folder for each account. */
export async function writeAws(folder: Folder, world: AwsWorld): Promise<void> {
  await folder.write('aws/aws-organization-accounts.json', organization(world));
  for (const account of world.accounts) {
    const below = `aws/${account.name}`;
    if (account.flaw === 'pages-out-of-order') await twoPages(folder, world, account);
    else await folder.stream(`${below}/aws-authorization-details.json`, details(world, account));
    if (account.flaw === 'utf-16-report') {
      const text = [...report(world, account)].join('').replaceAll('\n', '\r\n');
      await folder.write(
        `${below}/aws-credential-report.csv`,
        Buffer.from(`\ufeff${text}`, 'utf16le'),
      );
    } else if (account.flaw !== 'no-report') {
      await folder.stream(`${below}/aws-credential-report.csv`, report(world, account));
    }
    await folder.stream(`${below}/aws-access-keys.json`, keys(world.users(account)));
    await folder.stream(`${below}/aws-access-key-last-used.json`, keyUses(world.users(account)));
    for (const [name, content] of issuerFiles(account))
      await folder.write(`${below}/${name}`, content);
  }
}
