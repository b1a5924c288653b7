import { describe, expect, it } from 'vitest';
import { collectFrom, type FakeFile } from '../../testing/fake-host.ts';
import { terraformCode } from './terraform-code.ts';
import { terraformVariables } from './terraform-variables.ts';

const folder = '/home/ada/infra';
const alphabet = 'kQ7vR2mXz9LpWc4TnB8sYd3HfJ6gA1eU5oKi';
/** Text that looks random, is none of any vendor's formats, and is made here. */
const random = (seed: number) => `${alphabet.slice(seed % 17)}${alphabet.slice(0, seed % 11)}`;

function code(text: string, others: Readonly<Record<string, FakeFile>> = {}) {
  const path = `${folder}/main.tf`;
  return collectFrom(terraformCode, path, { [path]: text, ...others });
}

describe('Terraform code', () => {
  const user = 'resource "aws_iam_user" "ci" {\n  name = "ci"\n}\n';

  it('declares identities by folder and address, with their lines', () => {
    const reported = code(`# head\n${user}`);

    expect(reported.of('identity')).toMatchObject([
      {
        key: 'terraform:/home/ada/infra#aws_iam_user.ci',
        name: 'ci',
        nativeType: 'aws-iam-user',
        place: { line: 2, keyPath: 'aws_iam_user.ci' },
        attributes: { address: 'aws_iam_user.ci' },
      },
    ]);
  });

  it('joins blocks of other files of the folder by address', () => {
    const reported = code(
      'resource "aws_iam_user_policy_attachment" "a" {\n  user = aws_iam_user.ci.name\n  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}\n',
    );

    expect(reported.of('grant')).toMatchObject([
      {
        principal: { key: 'terraform:/home/ada/infra#aws_iam_user.ci' },
        entitlementKey: 'arn:aws:iam::aws:policy/AdministratorAccess',
      },
    ]);
  });

  const document = `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gh.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:acme/api:ref:refs/heads/main"]
    }
  }
}
`;
  const role =
    'resource "aws_iam_role" "deploy" {\n  name = "deploy"\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n';

  it.each([
    ['its own', `${role}${document}`, {}],
    ["another file's", role, { [`${folder}/trust.tf`]: document }],
  ])('builds trust from %s policy document', (_, text, others) => {
    const reported = code(text, others);

    expect(reported.of('credential')).toMatchObject([
      {
        kind: 'federated-trust',
        attributes: {
          provider: 'github-actions',
          subjectConditions: [
            { operator: 'StringEquals', values: ['repo:acme/api:ref:refs/heads/main'] },
          ],
        },
      },
    ]);
  });

  it('says nothing of a policy that leans on others', () => {
    const leaning = document.replace(
      'statement {',
      'source_policy_documents = [var.x]\n  statement {',
    );

    expect(code(`${role}${leaning}`).of('credential')).toEqual([]);
  });

  it('says nothing of a policy that is partly made while running', () => {
    const dynamic = document.replace(
      'statement {',
      'statement {\n    dynamic "condition" {\n      for_each = var.a ? [1] : []\n      content {}\n    }',
    );

    expect(code(`${role}${dynamic}`).of('credential')).toEqual([]);
  });

  it('joins a role to the role that it trusts, and never two expressions of two modules', () => {
    const trusting = (who: string) =>
      `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ${who} } } })\n}\n`;

    const [declared] = code(trusting('aws_iam_role.other.arn')).of('delegation');
    const [expression] = code(trusting('var.trusted')).of('delegation');

    expect(declared?.from).toMatchObject({
      type: 'identity',
      key: 'terraform:/home/ada/infra#aws_iam_role.other',
    });
    expect(expression?.from.key).toBe(
      'terraform:/home/ada/infra#aws_iam_role.r#principal/${var.trusted}',
    );
  });

  it('reads policies that are encoded in place', () => {
    const reported = code(
      'resource "aws_iam_policy" "p" {\n  name = "p"\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:*"], Resource = "*" }] })\n}\n',
    );

    expect(reported.of('entitlement')).toMatchObject([{ access: 'write', wildcards: ['s3:*'] }]);
  });

  it('finds secrets in providers, variables and resources, not in references', () => {
    const reported = code(
      [
        'provider "acme" {',
        `  api_token = "${random(2)}"`,
        '}',
        'variable "db_password" {',
        `  default = "${random(3)}"`,
        '}',
        'resource "aws_db_instance" "x" {',
        '  password = var.db_password',
        '}',
      ].join('\n'),
    );

    expect(
      reported.of('exposure').map(({ place, setting }) => [place.keyPath, place.line, setting]),
    ).toEqual([
      ['provider.acme.api_token', 2, 'infrastructure-code'],
      ['variable.db_password.db_password', 5, 'infrastructure-code'],
    ]);
  });

  it('says on which line a secret stands, also in blocks and objects', () => {
    const reported = code(
      [
        'resource "aws_db_instance" "main" {',
        '  username = "app"',
        `  password = "${random(4)}"`,
        '}',
        'resource "acme_server" "x" {',
        '  login {',
        '    user = "app"',
        '  }',
        '  login {',
        '    user     = "app"',
        `    password = "${random(5)}"`,
        '  }',
        '}',
        'locals {',
        '  queue = {',
        '    url      = "amqp.example"',
        `    password = "${random(6)}"`,
        '  }',
        '}',
      ].join('\n'),
    );

    expect(reported.of('exposure').map(({ place }) => [place.keyPath, place.line])).toEqual([
      ['aws_db_instance.main.password', 3],
      ['acme_server.x.login[1].password', 11],
      ['locals.queue.password', 17],
    ]);
  });

  it('leaves the line of a resource itself as it is', () => {
    const reported = code(`\n${user}`);

    expect(reported.of('identity')).toMatchObject([{ place: { line: 2 } }]);
  });

  it('says on which line a secret of the JSON form stands', () => {
    const path = `${folder}/main.tf.json`;
    const text = `{"resource": {"aws_db_instance": {"main": {\n"username": "app",\n"password": "${random(7)}"}}}}`;

    const reported = collectFrom(terraformCode, path, { [path]: text });

    expect(reported.of('exposure')).toMatchObject([{ place: { line: 3 } }]);
  });

  it('reads the JSON form alike', () => {
    const path = `${folder}/main.tf.json`;
    const text = '{"resource": {"aws_iam_user": {"ci": {"name": "ci"}}}}';

    const reported = collectFrom(terraformCode, path, { [path]: text });

    expect(reported.of('identity')).toMatchObject([
      { key: 'terraform:/home/ada/infra#aws_iam_user.ci' },
    ]);
  });

  it('names the line of a broken file, and still finds tokens in it', () => {
    const reported = code(`${user}resource "x" {\n`);

    expect(reported.gaps).toMatchObject([{ reason: 'malformed' }]);
    expect(reported.gaps[0]?.message).toMatch(/^Line 5: /);
  });
});

describe('Terraform variable files', () => {
  it('hold the secrets that modules are given', () => {
    const path = `${folder}/prod.tfvars`;
    const reported = collectFrom(terraformVariables, path, {
      [path]: `region = "eu-west-1"\ndb = {\n  password = "${random(6)}"\n}\n`,
    });

    expect(reported.of('exposure')).toMatchObject([{ place: { keyPath: 'db.password', line: 3 } }]);
  });
});
