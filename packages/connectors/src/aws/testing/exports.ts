/** The account that the fixtures are about. */
export const account = '111122223333';
const iam = `arn:aws:iam::${account}`;

/** A key id whose account cannot be read out of it, as with keys of before 2019. */
export function keyId(letter: string): string {
  return `${'AKIA'}J${letter.repeat(15)}`;
}

function policyOf(...statements: readonly object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

const readObjects = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::shop/*` };

/** An answer of `get-account-authorization-details`, as one page. */
export const details = {
  UserDetailList: [
    {
      Path: '/',
      UserName: 'deployer',
      UserId: 'AIDADEPLOYER',
      Arn: `${iam}:user/deployer`,
      CreateDate: '2021-03-01T08:00:00+00:00',
      UserPolicyList: [{ PolicyName: 'read-shop', PolicyDocument: policyOf(readObjects) }],
      GroupList: ['builders'],
      AttachedManagedPolicies: [],
      Tags: [
        { Key: 'environment', Value: 'prod' },
        { Key: 'owner', Value: 'ada@example.com' },
      ],
    },
    {
      Path: '/people/',
      UserName: 'grace',
      UserId: 'AIDAGRACE',
      Arn: `${iam}:user/people/grace`,
      CreateDate: '2014-01-01T08:00:00+00:00',
      GroupList: [],
      AttachedManagedPolicies: [
        { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ],
      Tags: [],
    },
  ],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'builders',
      Arn: `${iam}:group/builders`,
      GroupPolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'build', PolicyArn: `${iam}:policy/build` }],
    },
  ],
  RoleDetailList: [
    {
      Path: '/',
      RoleName: 'release',
      RoleId: 'AROARELEASE',
      Arn: `${iam}:role/release`,
      CreateDate: '2026-01-10T08:00:00+00:00',
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { Federated: `${iam}:oidc-provider/token.actions.githubusercontent.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
          StringLike: { 'token.actions.githubusercontent.com:sub': ['repo:acme/shop:*'] },
        },
      }),
      RolePolicyList: [],
      InstanceProfileList: [],
      AttachedManagedPolicies: [
        {
          PolicyName: 'AdministratorAccess',
          PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      ],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: `${iam}:policy/build`,
      },
      Tags: [],
      RoleLastUsed: {},
    },
    {
      Path: '/',
      RoleName: 'web',
      RoleId: 'AROAWEB',
      Arn: `${iam}:role/web`,
      CreateDate: '2019-05-01T08:00:00+00:00',
      AssumeRolePolicyDocument: encodeURIComponent(
        JSON.stringify(
          policyOf(
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
            {
              Effect: 'Allow',
              Principal: { AWS: [`${iam}:root`, 'AIDAGONEGONEGONEGONE'] },
              Action: 'sts:AssumeRole',
            },
          ),
        ),
      ),
      RolePolicyList: [],
      InstanceProfileList: [
        {
          InstanceProfileName: 'web',
          Arn: `${iam}:instance-profile/web`,
          Roles: [{ RoleName: 'web', Arn: `${iam}:role/web` }],
        },
      ],
      AttachedManagedPolicies: [],
      Tags: [],
      RoleLastUsed: { LastUsedDate: '2026-06-01T10:00:00+00:00', Region: 'eu-central-1' },
    },
    {
      Path: '/aws-service-role/support.amazonaws.com/',
      RoleName: 'AWSServiceRoleForSupport',
      RoleId: 'AROASUPPORT',
      Arn: `${iam}:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
      CreateDate: '2015-05-01T08:00:00+00:00',
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'support.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      RolePolicyList: [],
      InstanceProfileList: [],
      AttachedManagedPolicies: [],
      Tags: [],
      RoleLastUsed: {},
    },
  ],
  Policies: [
    {
      PolicyName: 'build',
      PolicyId: 'ANPABUILD',
      Arn: `${iam}:policy/build`,
      DefaultVersionId: 'v2',
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 1,
      PolicyVersionList: [
        {
          VersionId: 'v2',
          IsDefaultVersion: true,
          Document: policyOf({ Effect: 'Allow', Action: ['ecr:*', 's3:PutObject'], Resource: '*' }),
        },
        {
          VersionId: 'v1',
          IsDefaultVersion: false,
          Document: policyOf({ Effect: 'Allow', Action: '*', Resource: '*' }),
        },
      ],
    },
  ],
};

const reportHeader =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

/** A credential report of the root user, a machine's user and a person's. */
export const report = `${[
  reportHeader,
  `<root_account>,${iam}:root,2013-01-01T00:00:00+00:00,not_supported,2026-01-05T07:00:00+00:00,not_supported,not_supported,false,true,2013-02-01T00:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  `deployer,${iam}:user/deployer,2021-03-01T08:00:00+00:00,false,N/A,N/A,N/A,false,true,2021-03-01T08:05:00+00:00,2026-06-10T09:00:00+00:00,eu-central-1,s3,true,2025-12-01T08:00:00+00:00,N/A,N/A,N/A,false,N/A,false,N/A`,
  `grace,${iam}:user/people/grace,2014-01-01T08:00:00+00:00,true,no_information,2014-01-01T08:00:00+00:00,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,true,2014-02-01T08:00:00+00:00,false,N/A`,
].join('\n')}\n`;

/** One file of every kind, under the names that the printed commands give. */
export const exports: Readonly<Record<string, string>> = {
  'aws-authorization-details.json': JSON.stringify(details, null, 2),
  'aws-credential-report.csv': report,
  'aws-access-keys.json': [
    {
      AccessKeyMetadata: [
        {
          UserName: 'deployer',
          AccessKeyId: keyId('A'),
          Status: 'Active',
          CreateDate: '2021-03-01T08:05:00+00:00',
        },
      ],
    },
    { AccessKeyMetadata: [] },
  ]
    .map((answer) => JSON.stringify(answer, null, 2))
    .join('\n'),
  'aws-access-key-last-used.json': JSON.stringify({
    UserName: 'deployer',
    AccessKeyLastUsed: {
      LastUsedDate: '2026-06-14T09:00:00+00:00',
      ServiceName: 'sts',
      Region: 'us-east-1',
    },
    AccessKeyId: keyId('A'),
  }),
  'aws-users.json': JSON.stringify({
    Users: [
      {
        Path: '/',
        UserName: 'deployer',
        UserId: 'AIDADEPLOYER',
        Arn: `${iam}:user/deployer`,
        CreateDate: '2021-03-01T08:00:00+00:00',
      },
    ],
  }),
  'aws-roles.json': JSON.stringify({
    Roles: [
      {
        Path: '/',
        RoleName: 'web',
        RoleId: 'AROAWEB',
        Arn: `${iam}:role/web`,
        CreateDate: '2019-05-01T08:00:00+00:00',
        AssumeRolePolicyDocument: policyOf({
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
      },
    ],
  }),
  'aws-instance-profiles.json': JSON.stringify({
    InstanceProfiles: [
      {
        InstanceProfileName: 'web',
        Arn: `${iam}:instance-profile/web`,
        Roles: [{ RoleName: 'web', Arn: `${iam}:role/web` }],
      },
    ],
  }),
  'aws-policies.json': JSON.stringify({
    Policies: [{ PolicyName: 'build', PolicyId: 'ANPABUILD', Arn: `${iam}:policy/build` }],
  }),
  'aws-groups.json': JSON.stringify({
    Groups: [{ Path: '/', GroupName: 'builders', Arn: `${iam}:group/builders` }],
  }),
  'aws-other-credentials.json': [
    {
      SSHPublicKeys: [
        {
          UserName: 'deployer',
          SSHPublicKeyId: 'APKAJSSHSSHSSHSSHSSH',
          Status: 'Active',
          UploadDate: '2022-01-01T00:00:00+00:00',
        },
      ],
    },
    { ServiceSpecificCredentials: [] },
    { Certificates: [] },
  ]
    .map((answer) => JSON.stringify(answer))
    .join('\n'),
  'aws-oidc-providers.json': JSON.stringify({
    OpenIDConnectProviderList: [
      { Arn: `${iam}:oidc-provider/token.actions.githubusercontent.com` },
    ],
  }),
  'aws-saml-providers.json': JSON.stringify({
    SAMLProviderList: [
      { Arn: `${iam}:saml-provider/acme`, ValidUntil: '2120-01-01T00:00:00+00:00' },
    ],
  }),
  'aws-oidc-provider-details.json': JSON.stringify({
    Url: 'token.actions.githubusercontent.com',
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: [],
    CreateDate: '2024-01-01T00:00:00+00:00',
    Arn: `${iam}:oidc-provider/token.actions.githubusercontent.com`,
  }),
  'aws-organization-accounts.json': JSON.stringify({
    Accounts: [
      {
        Id: account,
        Arn: `arn:aws:organizations::999988887777:account/o-acme/${account}`,
        Email: 'shop@example.com',
        Name: 'Shop',
        Status: 'ACTIVE',
        JoinedMethod: 'CREATED',
        JoinedTimestamp: 1_481_835_741.044,
      },
    ],
  }),
  'aws-organization-policies.json': JSON.stringify({
    Policy: {
      PolicySummary: {
        Id: 'p-deny',
        Arn: 'arn:aws:organizations::999988887777:policy/o-acme/service_control_policy/p-deny',
        Name: 'deny-leaving',
        Description: '',
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: false,
      },
      Content: JSON.stringify(
        policyOf({ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }),
      ),
    },
  }),
  'aws-organization-policy-targets.json': JSON.stringify({
    Targets: [
      {
        TargetId: account,
        Arn: `arn:aws:organizations::999988887777:account/o-acme/${account}`,
        Name: 'Shop',
        Type: 'ACCOUNT',
      },
    ],
    PolicyArn: 'arn:aws:organizations::999988887777:policy/o-acme/service_control_policy/p-deny',
  }),
};
