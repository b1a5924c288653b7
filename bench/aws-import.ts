/**
 * How fast an export of an AWS account is read and mapped, and how much memory a large one takes. Run:
 * node --conditions=source --import tsx bench/aws-import.ts [roles] [policies]
 */

import type { ImportFile } from '@nonhuman/connector-kit';
import { connectors } from '@nonhuman/connectors';
import { secretKeeper } from '@nonhuman/runtime';

const roles = Number(process.argv[2] ?? 10_000);
const policies = Number(process.argv[3] ?? 5_000);
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

function role(index: number): object {
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

/** The export as the command line prints it, indented by four, made while it is read. */
function* text(): Generator<string> {
  yield '{\n    "UserDetailList": [],\n    "GroupDetailList": [],\n    "RoleDetailList": [\n';
  for (let index = 0; index < roles; index += 1)
    yield `${JSON.stringify(role(index), null, 4)}${index + 1 < roles ? ',' : ''}\n`;
  yield '    ],\n    "Policies": [\n';
  for (let index = 0; index < policies; index += 1)
    yield `${JSON.stringify(policy(index), null, 4)}${index + 1 < policies ? ',' : ''}\n`;
  yield '    ]\n}\n';
}

/** Pieces of 64 KiB and more; those of a small export are made before the clock starts. */
function* pieces(): Generator<Uint8Array> {
  let held = '';
  for (const part of text()) {
    held += part;
    if (held.length < 65_536) continue;
    yield Buffer.from(held);
    held = '';
  }
  yield Buffer.from(held);
}

const made = roles + policies <= 50_000 ? [...pieces()] : null;
let bytes = 0;
const file: ImportFile = {
  name: 'aws-authorization-details.json',
  modifiedAt: null,
  async *open() {
    for (const piece of made ?? pieces()) {
      bytes += piece.length;
      yield piece;
    }
  },
};

const importer = connectors.find((one) => one.id === 'aws')?.importer;
const kind = importer?.kinds.find((one) => one.id === 'aws.account-authorization-details');
if (!importer || !kind) throw new Error('The AWS importer is not there');
const outer = { now: new Date(), secrets: secretKeeper(new Uint8Array(32).fill(1)), options: {} };
const context = { ...outer, state: importer.start(outer) };

const cpuBefore = process.cpuUsage();
const start = performance.now();
const counts = new Map<string, number>();
let peak = 0;
let observations = 0;
const count = (type: string) => {
  counts.set(type, (counts.get(type) ?? 0) + 1);
  observations += 1;
  if (observations % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
};
for await (const one of kind.read(file, context))
  count(one.type === 'upsert' ? one.noun : one.type);
for await (const one of importer.finish(context))
  count(one.type === 'upsert' ? one.noun : one.type);
const seconds = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(cpuBefore);
peak = Math.max(peak, process.memoryUsage().rss);

console.log(
  `${roles} roles and ${policies} policies, ${(bytes / 1e6).toFixed(0)} MB: ` +
    `${seconds.toFixed(2)} s (${((cpu.user + cpu.system) / 1e6).toFixed(2)} s of processor time), ${observations} observations, ${(peak / 1e6).toFixed(0)} MB resident` +
    (made ? '' : ' (with making the export)'),
);
console.log(Object.fromEntries(counts));
