import type { Principal, Upsert } from '@nonhuman/model';
import {
  reportAttachments,
  reportAwsRole,
  reportInlinePolicy,
} from '../../../formats/definitions/aws-iam.ts';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { reportReference } from '../../../formats/definitions/report.ts';
import {
  at,
  isRecord,
  type Json,
  leavesOf,
  listOf,
  pathText,
  textOf,
  textsOf,
} from '../../../formats/json-value.ts';
import type { YamlDocument } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import type { HostSource } from '../../definitions/host-source.ts';
import { namedValues, readYamlSource } from '../../definitions/yaml-source.ts';

const id = 'host.serverless';

/** Services of the Serverless Framework. */
export const serverless = defineDefinitionCollector({
  id,
  title: 'Serverless Framework services',
  group: 'infrastructure-code',
  emits: [
    'identity',
    'credential',
    'entitlement',
    'grant',
    'delegation',
    'exposure',
    'secret-reference',
  ],
  reads: [{ name: 'serverless.yml' }, { name: 'serverless.yaml' }],
  cannotTell: [
    'what plugins and referred files add',
    'the account that the service is deployed to',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const document = readYamlSource(source)?.documents.find(({ value }) => isRecord(value));
    if (!document || at(document.value, 'provider') === undefined) return [];
    const values = namedValues(document);
    return [
      ...functionRole(source, document),
      ...references(source, document),
      ...reportHardCoded(source, { text: null, values, setting: 'infrastructure-code' }),
    ];
  },
});

const byLambda: Json = {
  Statement: {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'lambda.amazonaws.com' },
  },
};

/** All functions share one role that the framework makes, unless the service names another. */
function functionRole(source: HostSource, written: YamlDocument): Upsert[] {
  const { value } = written;
  const provider = at(value, 'provider');
  const isAws = (textOf(at(provider, 'name')) ?? textOf(provider)) === 'aws';
  const role = at(provider, 'iam', 'role');
  if (!isAws || typeof role === 'string' || at(provider, 'role') !== undefined) return [];
  const old = at(provider, 'iamRoleStatements');
  const statements = at(role, 'statements') ?? old;
  const path = old === undefined ? ['provider', 'iam', 'role'] : ['provider', 'iamRoleStatements'];
  const name = `${textOf(at(value, 'service')) ?? 'service'}-role`;
  const key = `serverless:${source.file.path}#role`;
  const self: Principal = { type: 'identity', key, name };
  const document = statements === undefined ? null : { Statement: statements };
  const place = { line: written.lineOf(path), keyPath: pathText(path) };
  return [
    ...reportAwsRole(source, { key, name, accountId: null, ...place }, byLambda),
    ...(document && listOf(statements).length > 0
      ? reportInlinePolicy(source, self, { name: 'statements', document })
      : []),
    ...reportAttachments(source, self, textsOf(at(role, 'managedPolicies'))),
  ];
}

const stores: readonly [RegExp, string][] = [
  [/^ssm(?:\([^)]*\))?:\s*(\/aws\/reference\/secretsmanager\/.+)$/, 'aws-secrets-manager'],
  [/^ssm(?:\([^)]*\))?:\s*(.+)$/, 'aws-parameter-store'],
  [/^secretsManager:\s*(.+)$/i, 'aws-secrets-manager'],
  [/^vault:\s*(.+)$/, 'vault'],
  [/^doppler:\s*(.+)$/, 'doppler'],
];

/** `${ssm:/path}` and its like; parameters may hold secrets or not, the name does not settle it. */
function references(source: HostSource, document: YamlDocument): Upsert[] {
  return leavesOf(document.value).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !value.includes('${')) return [];
    const inner = Array.from(value.matchAll(/\$\{([^${}]{1,500})\}/g), ([, text = '']) => text);
    return inner.flatMap((text) => {
      for (const [shape, store] of stores) {
        const name = shape.exec(text.trim())?.[1];
        if (name === undefined) continue;
        const place = { line: document.lineOf(path), keyPath: pathText(path) };
        return [
          reportReference(source.listing, source, { provider: 'aws', store, name, ...place }),
        ];
      }
      return [];
    });
  });
}
