const account = '111122223333';
const iam = `arn:aws:iam::${account}`;

function policy(index: number): object {
  const document = (version: number) => ({
    Version: '2012-10-17',
    Statement: Array.from({ length: 4 }, (_, statement) => ({
      Sid: `Statement${statement}`,
      Effect: 'Allow',
      Action: [`s3:GetObject`, 's3:PutObject', `dynamodb:Query`, 'sqs:SendMessage', 'logs:*'],
      Resource: [`arn:aws:s3:::bucket-${index}-${statement}/*`, `arn:aws:sqs:*:*:queue-${version}`],
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
    })),
  });
  return {
    PolicyName: `policy-${index}`,
    PolicyId: `ANPA${index}`,
    Arn: `${iam}:policy/policy-${index}`,
    DefaultVersionId: 'v3',
    AttachmentCount: 2,
    PolicyVersionList: [3, 2, 1].map((version) => ({
      VersionId: `v${version}`,
      IsDefaultVersion: version === 3,
      CreateDate: '2024-01-01T00:00:00+00:00',
      Document: document(version),
    })),
  };
}

function role(index: number, policies: number): object {
  const principal =
    index % 3 === 0
      ? { Federated: `${iam}:oidc-provider/token.actions.githubusercontent.com` }
      : index % 3 === 1
        ? { Service: 'lambda.amazonaws.com' }
        : { AWS: [`${iam}:root`, `arn:aws:iam::444455556666:role/role-${index}`] };
  return {
    Path: '/',
    RoleName: `role-${index}`,
    RoleId: `AROA${index}`,
    Arn: `${iam}:role/role-${index}`,
    CreateDate: '2023-01-01T00:00:00+00:00',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: principal,
          Action: index % 3 === 0 ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
          Condition: {
            StringLike: { 'token.actions.githubusercontent.com:sub': `repo:acme/shop-${index}:*` },
          },
        },
      ],
    },
    InstanceProfileList: [],
    RolePolicyList: [
      {
        PolicyName: 'inline',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: `*` }],
        },
      },
    ],
    AttachedManagedPolicies: [0, 1].map((offset) => ({
      PolicyName: `policy-${(index + offset) % policies}`,
      PolicyArn: `${iam}:policy/policy-${(index + offset) % policies}`,
    })),
    Tags: [{ Key: 'team', Value: `team-${index % 50}` }],
    RoleLastUsed: { LastUsedDate: '2026-01-01T00:00:00+00:00', Region: 'eu-central-1' },
  };
}

/**
 * An answer of `aws iam get-account-authorization-details` as the command line prints it, indented
 * by four: policies with three versions of four statements, roles with two of them, an inline one, a
 * trust and a tag. Made while it is read.
 */
export function* awsAccount({
  roles,
  policies,
}: {
  readonly roles: number;
  readonly policies: number;
}): Generator<string> {
  yield '{\n    "UserDetailList": [],\n    "GroupDetailList": [],\n    "RoleDetailList": [\n';
  for (let index = 0; index < roles; index += 1)
    yield `${JSON.stringify(role(index, policies), null, 4)}${index + 1 < roles ? ',' : ''}\n`;
  yield '    ],\n    "Policies": [\n';
  for (let index = 0; index < policies; index += 1)
    yield `${JSON.stringify(policy(index), null, 4)}${index + 1 < policies ? ',' : ''}\n`;
  yield '    ]\n}\n';
}
