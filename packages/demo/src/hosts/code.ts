import { failing, type Intent, joined } from '../truth.ts';
import { atLine, byMode, named, type PlantedFile, unknownHolder } from './host.ts';

/** Source with a secret written into it. */
export function sourceFile(
  path: string,
  {
    secret,
    mode,
    intent = failing('exposure-in-source'),
  }: {
    readonly secret: string;
    readonly mode: number;
    readonly intent?: Intent;
  },
): PlantedFile {
  const lines = [
    '// how we talk to the others',
    'export const timeoutMs = 2000;',
    `export const key = '${secret}';`,
  ];
  return {
    path,
    content: `${lines.join('\n')}\n`,
    mode,
    subjects: [
      atLine('exposure', path, { line: 3, intent: joined(intent, byMode(mode)) }),
      unknownHolder(path, 3),
    ],
  };
}

/** Code of Terraform that makes a user with a key, and a database with a password in it. */
export function terraformCode(
  path: string,
  of: {
    readonly user: string;
    readonly password: string;
    /** What is meant by the user, under the address of its resource. */
    readonly address: string;
    readonly owner: Intent;
  },
): PlantedFile {
  const { user, password, address, owner } = of;
  const lines = [
    `resource "aws_iam_user" "${user.replaceAll('-', '_')}" {`,
    `  name = "${user}"`,
    '}',
    '',
    'resource "aws_db_instance" "main" {',
    '  identifier = "main"',
    '  username   = "app"',
    `  password   = "${password}"`,
    '}',
    '',
    'resource "aws_db_instance" "good" {',
    '  identifier = "good"',
    '  username   = "app"',
    '  password   = var.password',
    '}',
  ];
  const mode = 0o644;
  return {
    path,
    content: `${lines.join('\n')}\n`,
    mode,
    subjects: [
      named(
        'exposure',
        `${path}#aws_db_instance.main.password`,
        joined(failing('exposure-in-infrastructure-code'), byMode(mode)),
      ),
      unknownHolder(path, 'aws_db_instance.main.password'),
      named('identity', `${address}#aws_iam_user.${user.replaceAll('-', '_')}`, owner),
    ],
  };
}

/** State of Terraform, with the secret half of a key that it made. */
export function terraformState(
  path: string,
  of: {
    readonly lineage: string;
    readonly userArn: string;
    readonly user: string;
    readonly keyId: string;
    readonly secret: string;
    readonly mode: number;
  },
): PlantedFile {
  const { lineage, userArn, user, keyId, secret, mode } = of;
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const resource = (type: string, attributes: object) => ({
    mode: 'managed',
    type,
    name: 'main',
    provider,
    instances: [{ schema_version: 0, attributes }],
  });
  const state = {
    version: 4,
    terraform_version: '1.9.0',
    serial: 12,
    lineage,
    outputs: {},
    resources: [
      resource('aws_iam_user', { arn: userArn, name: user, id: user, path: '/' }),
      resource('aws_iam_access_key', { id: keyId, secret, user, status: 'Active' }),
    ],
  };
  return {
    path,
    content: `${JSON.stringify(state, null, 2)}\n`,
    mode,
    subjects: [
      named(
        'exposure',
        `${path}#resources[1].instances[0].attributes.secret`,
        joined(failing('exposure-in-state-file'), byMode(mode)),
      ),
    ],
  };
}

/** Profiles of AWS in a home: where a key may lie. */
export function awsCredentialsFile(
  path: string,
  {
    keyId,
    secret,
    mode,
  }: { readonly keyId: string; readonly secret: string; readonly mode: number },
): PlantedFile {
  return {
    path,
    content: `[default]\naws_access_key_id = ${keyId}\naws_secret_access_key = ${secret}\n`,
    mode,
    subjects: [named('exposure', `${path}#default.aws_secret_access_key`, byMode(mode))],
  };
}

/** The registry login of a project. */
export function npmrcFile(
  path: string,
  {
    token,
    mode,
    intent,
  }: { readonly token: string; readonly mode: number; readonly intent: Intent },
): PlantedFile {
  return {
    path,
    content: `registry=https://registry.npmjs.org/\n//registry.npmjs.org/:_authToken=${token}\n`,
    mode,
    subjects: [
      atLine('exposure', path, { line: 2, intent: joined(intent, byMode(mode)) }),
      unknownHolder(path, 2),
    ],
  };
}

/** The login that the command line of GitHub keeps for a person. */
export function githubLoginFile(
  path: string,
  {
    login,
    token,
    mode,
    intent,
  }: {
    readonly login: string;
    readonly token: string;
    readonly mode: number;
    readonly intent: Intent;
  },
): PlantedFile {
  const where = `${path}#github.com.oauth_token`;
  return {
    path,
    content: `github.com:\n    git_protocol: https\n    user: ${login}\n    oauth_token: ${token}\n`,
    mode,
    subjects: [
      named('exposure', where, byMode(mode)),
      named('credential', where, intent),
      unknownHolder(path, 'github.com.oauth_token'),
    ],
  };
}
