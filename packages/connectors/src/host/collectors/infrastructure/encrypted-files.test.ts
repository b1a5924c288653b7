import type { FileCollector } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../testing/fake-host.ts';
import { ansibleVariables } from './ansible-variables.ts';
import { helmValues } from './helm-values.ts';
import { infrastructureCollectors } from './index.ts';
import { pulumiStacks } from './pulumi-stacks.ts';
import { serverless } from './serverless.ts';
import { sopsFiles } from './sops-files.ts';

const password = ['hunt', 'er2-hunter'].join('');

function collected(collector: FileCollector, lines: readonly string[]) {
  const path = '/home/ada/infra/file.yaml';
  return collectFrom(collector, path, { [path]: lines.join('\n') });
}

describe('Ansible', () => {
  const body = ['          6162636465666768', '          6162636465666768'];

  it('vaults are references: whole files and single values', () => {
    const whole = collected(ansibleVariables, ['$ANSIBLE_VAULT;1.2;AES256;prod', '61626364']);
    const single = collected(ansibleVariables, [
      'db_password: !vault |',
      '          $ANSIBLE_VAULT;1.1;AES256',
      ...body,
    ]);

    expect(whole.of('secret-reference')).toMatchObject([
      { store: 'ansible-vault', name: 'file.yaml', attributes: { version: '1.2', label: 'prod' } },
    ]);
    expect(single.of('secret-reference')).toMatchObject([
      { name: 'db_password', place: { line: 1 } },
    ]);
    expect([...whole.of('exposure'), ...single.of('exposure')]).toEqual([]);
  });

  it('variables in plain are exposures', () => {
    const reported = collected(ansibleVariables, [
      'user: app',
      `db_password: ${password}`,
      'other_password: "{{ vault_other }}"',
    ]);

    expect(reported.of('exposure')).toMatchObject([
      { place: { line: 2 }, setting: 'infrastructure-code' },
    ]);
  });
});

describe('SOPS', () => {
  it('files are references with the keys that decrypt them', () => {
    const reported = collected(sopsFiles, [
      'db:',
      '  password: ENC[AES256_GCM,data:x,type:str]',
      'plain: x',
      'sops:',
      '  kms: [{arn: "arn:aws:kms:eu-west-1:111122223333:key/k"}]',
      '  mac: ENC[AES256_GCM,data:y]',
    ]);

    expect(reported.all).toHaveLength(1);
    expect(reported.of('secret-reference')).toMatchObject([
      {
        name: 'db.password',
        place: { line: 2 },
        attributes: { kms: ['arn:aws:kms:eu-west-1:111122223333:key/k'] },
      },
    ]);
  });

  it('is asked first about values of charts', () => {
    const reported = collected(helmValues, ['a: ENC[AES256_GCM,data:x]', 'sops: {mac: x}']);

    expect(reported.of('secret-reference')).toHaveLength(1);
    expect(reported.of('exposure')).toEqual([]);
  });
});

describe('Helm values', () => {
  it('in plain are exposures', () => {
    const reported = collected(helmValues, [
      'auth:',
      `  rootPassword: ${password}`,
      '  existingSecret: my-secret',
    ]);

    expect(reported.of('exposure').map(({ place }) => place.keyPath)).toEqual([
      'auth.rootPassword',
    ]);
  });
});

describe('Pulumi', () => {
  it('tells encrypted configuration from plain', () => {
    const reported = collected(pulumiStacks, [
      'secretsprovider: awskms://alias/x?region=eu-west-1',
      'config:',
      '  aws:region: eu-west-1',
      '  app:dbPassword:',
      '    secure: AAABADQXFlVaAAAA',
      `  app:apiPassword: ${password}`,
    ]);

    expect(reported.of('secret-reference')).toMatchObject([
      {
        name: 'app:dbPassword',
        place: { line: 5 },
        attributes: { encryptedBy: 'awskms://alias/x' },
      },
    ]);
    expect(reported.of('exposure')).toMatchObject([
      { title: 'Value of apiPassword', place: { line: 6 } },
    ]);
  });
});

describe('Serverless Framework', () => {
  it('makes one role for its functions and fetches secrets', () => {
    const reported = collected(serverless, [
      'service: api',
      'provider:',
      '  name: aws',
      '  iam:',
      '    role:',
      '      statements: [{Effect: Allow, Action: "dynamodb:*", Resource: "*"}]',
      '  environment:',
      '    DB: ${ssm:/prod/db/password}',
      `    API_PASSWORD: ${password}`,
      '    STAGE: ${opt:stage}',
    ]);

    expect(reported.of('identity')[0]).toMatchObject({
      name: 'api-role',
      nativeType: 'aws-iam-role',
      place: { line: 5 },
    });
    expect(reported.of('entitlement')).toMatchObject([
      { access: 'write', wildcards: ['dynamodb:*'] },
    ]);
    expect(reported.of('secret-reference')).toMatchObject([
      { store: 'aws-parameter-store', name: '/prod/db/password' },
    ]);
    expect(reported.of('exposure')).toMatchObject([{ place: { line: 9 } }]);
  });
});

describe('every collector of infrastructure', () => {
  const hostile = [
    ['nothing', ''],
    ['a list', '- a\n- b'],
    ['text', 'just text'],
    [
      'unexpected kinds of values',
      'apiVersion: v1\nkind: Secret\ndata: [1]\nResources: {A: {Type: "AWS::IAM::Role", Properties: 3}}\nAWSTemplateFormatVersion: 1\nprovider: 3\nconfig: [1]\nsops: {mac: 1, kms: 3}',
    ],
    [
      'keys of the prototype',
      'apiVersion: v1\nkind: Secret\n__proto__: {data: {a: b}}\nAWSTemplateFormatVersion: 1\nResources: {__proto__: {Type: constructor}, A: {Type: toString}}',
    ],
    [
      'a state of odd resources',
      '{"version":4,"resources":[{"mode":"managed","type":"constructor","name":"x","instances":[{"attributes":{"__proto__":{"a":1}}}]}]}',
    ],
    ['unclosed directives', `apiVersion: v1\nkind: Secret\nx: ${'{{ '.repeat(50_000)}`],
    ['one long word', `apiVersion: v1\nkind: x\na: ${'a'.repeat(300_000)}`],
    ['a deep object', `{"version":4,"resources":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ] as const;
  const cases = infrastructureCollectors.flatMap((collector) =>
    hostile.map(([what, text]) => [collector.id, what, collector, text] as const),
  );

  it.each(cases)('%s survives %s', (_, _what, collector, text) => {
    expect(() => collected(collector, [text])).not.toThrow();
  });

  it('is listed by id', () => {
    const ids = infrastructureCollectors.map(({ id }) => id);

    expect(ids).toEqual([...ids].sort());
  });
});
