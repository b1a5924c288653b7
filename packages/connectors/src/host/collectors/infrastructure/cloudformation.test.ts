import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../testing/fake-host.ts';
import { cloudformation } from './cloudformation.ts';

const path = '/home/ada/infra/template.yaml';
const prefix = `cloudformation:${path}`;

function collected(resources: string, rest = '') {
  const text = `AWSTemplateFormatVersion: '2010-09-09'\n${rest}Resources:\n${resources}`;
  return collectFrom(cloudformation, path, { [path]: text });
}

const role = `  Deploy:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub "\${AWS::StackName}-deploy"
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: {Federated: !Ref Provider}
            Condition: {StringLike: {"token.actions.githubusercontent.com:sub": "repo:acme/*"}}
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess", !Ref Own]
      Policies:
        - PolicyName: inline
          PolicyDocument: {Statement: [{Effect: Allow, Action: "s3:Get*", Resource: "*"}]}
`;
const own = `  Own:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: {Effect: Allow, Action: "*", Resource: "*"}}
`;

describe('CloudFormation templates', () => {
  it('declare roles by logical id, with trust, policies and attachments', () => {
    const reported = collected(role + own);

    expect(reported.of('identity')).toMatchObject([
      { key: `${prefix}#Deploy`, name: 'Deploy', nativeType: 'aws-iam-role', place: { line: 3 } },
    ]);
    expect(reported.of('credential')).toMatchObject([
      { kind: 'federated-trust', attributes: { provider: 'github-actions' } },
    ]);
    expect(reported.of('grant').map(({ entitlementKey }) => entitlementKey)).toEqual([
      `${prefix}#Deploy#inline/inline`,
      'arn:aws:iam::aws:policy/AdministratorAccess',
      `${prefix}#Own`,
    ]);
    expect(reported.of('entitlement').map(({ name, access }) => [name, access])).toEqual([
      ['inline', 'read'],
      ['AdministratorAccess', 'admin'],
      ['Own', 'admin'],
    ]);
  });

  it('make access keys of their users', () => {
    const reported = collected(
      '  U: {Type: AWS::IAM::User}\n  K: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref U}}\n',
    );

    expect(reported.of('credential')).toMatchObject([
      { kind: 'access-key', identityKey: `${prefix}#U` },
    ]);
    expect(reported.of('exposure')).toEqual([]);
  });

  it('give a function of SAM the role that its policies make', () => {
    const reported = collected(
      '  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n        - AmazonS3FullAccess\n        - Statement: [{Effect: Allow, Action: "*", Resource: "*"}]\n',
    );

    expect(reported.of('identity')).toMatchObject([{ name: 'FnRole' }]);
    expect(reported.of('entitlement').map(({ access }) => access)).toEqual(['write', 'admin']);
  });

  it('refer to secrets that they fetch, and expose those that they spell out', () => {
    const password = ['hunt', 'er2-hunter'].join('');
    const reported = collected(
      `  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: ${password}\n  Other:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: "{{resolve:secretsmanager:prod/db:SecretString:password}}"\n`,
      `Parameters:\n  Plain: {Type: String, Default: ordinary-text-here}\n  Hidden: {Type: String, NoEcho: true, Default: ${password}3}\n`,
    );

    expect(reported.of('exposure').map(({ place }) => [place.keyPath, place.line])).toEqual([
      ['Resources.Db.Properties.MasterUserPassword', 9],
      ['Parameters.Hidden.Default', 4],
    ]);
    expect(reported.of('secret-reference')).toMatchObject([
      { store: 'aws-secrets-manager', name: 'prod/db:SecretString:password', place: { line: 13 } },
    ]);
  });

  it('are not looked for in other files', () => {
    const other = collectFrom(cloudformation, path, { [path]: 'a: AWS::IAM::User\n' });

    expect(other.all).toEqual([]);
    expect(other.gaps).toEqual([]);
  });

  it('name the line when broken', () => {
    expect(collected('  A: [\n').gaps).toMatchObject([{ reason: 'malformed' }]);
  });
});
