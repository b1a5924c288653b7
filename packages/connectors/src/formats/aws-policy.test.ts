import { describe, expect, it } from 'vitest';
import { readPolicy, summarisePolicy } from './aws-policy.ts';

function allow(action: unknown, rest: object = {}) {
  return { Effect: 'Allow', Action: action, Resource: '*', ...rest };
}

const everything = allow('*');
const inVpc = { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };

describe('summarisePolicy', () => {
  it.each([
    ['everything everywhere', [everything], 'admin'],
    ['everything, written *:*', [allow('*:*')], 'admin'],
    ['everything in IAM', [allow(['iam:*'])], 'admin'],
    [
      'all but one small thing',
      [{ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: '*' }],
      'admin',
    ],
    [
      'all but IAM',
      [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }],
      'write',
    ],
    ['everything under a condition', [allow('*', inVpc)], 'write'],
    ['everything on one bucket', [allow('*', { Resource: 'arn:aws:s3:::b/*' })], 'write'],
    [
      'everything without IAM by denial',
      [everything, { ...allow('iam:*'), Effect: 'Deny' }],
      'write',
    ],
    [
      'everything, IAM denied only sometimes',
      [everything, { ...allow('iam:*', inVpc), Effect: 'Deny' }],
      'admin',
    ],
    ['everything denied', [everything, { ...everything, Effect: 'Deny' }], 'none'],
    ['one service', [allow('s3:*')], 'write'],
    ['reading', [allow(['s3:GetObject', 's3:List*', 'ec2:Describe*'])], 'read'],
    ['a wildcard that may write', [allow('s3:*Object')], 'write'],
    ['reading and becoming another', [allow(['s3:GetObject', 'sts:AssumeRole'])], 'write'],
    [
      'writing that is denied',
      [allow(['s3:GetObject', 's3:PutObject']), { ...allow('s3:put*'), Effect: 'Deny' }],
      'read',
    ],
    ['an action that is a variable', [allow(['s3:GetObject', '${var.action}'])], 'unknown'],
    ['only denials', [{ ...everything, Effect: 'Deny' }], 'none'],
  ])('sees %s', (_, statements, expected) => {
    expect(summarisePolicy({ Version: '2012-10-17', Statement: statements }).access).toBe(expected);
  });

  it('reads a single statement, single values, JSON text and URL-encoded JSON alike', () => {
    const document = { Statement: allow('s3:GetObject') };
    const json = JSON.stringify(document);

    const all = [document, json, encodeURIComponent(json)].map(summarisePolicy);

    expect(all).toEqual(Array(3).fill(summarisePolicy({ Statement: [allow(['s3:GetObject'])] })));
  });

  it('names wildcards as written and whether everything is conditioned', () => {
    const summary = summarisePolicy({
      Statement: [allow(['s3:*', 'ec2:Run?nstances', 's3:GetObject'], inVpc)],
    });

    expect(summary).toMatchObject({
      wildcards: ['ec2:Run?nstances', 's3:*'],
      resources: ['*'],
      conditional: true,
    });
  });

  it.each([
    ['text that is no JSON', '%%% not json'],
    ['a list', []],
    ['nothing', undefined],
    ['a document without statements', { Version: '2012-10-17' }],
  ])('does not guess what %s allows', (_, document) => {
    expect(readPolicy(document)).toBeNull();
    expect(summarisePolicy(document).access).toBe('unknown');
  });

  it('is not held up by a pattern made of wildcards', () => {
    const pattern = `s3:${'*a'.repeat(2_000)}*b`;
    const denial = { ...allow(pattern), Effect: 'Deny' };

    expect(summarisePolicy({ Statement: [allow(`s3:${'a'.repeat(5_000)}`), denial] }).access).toBe(
      'write',
    );
  });
});
