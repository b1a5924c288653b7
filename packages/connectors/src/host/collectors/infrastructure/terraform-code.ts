import { posix } from 'node:path';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { reportResources } from '../../../formats/definitions/terraform/mapping.ts';
import type {
  TerraformResource,
  TerraformWorld,
} from '../../../formats/definitions/terraform/resource.ts';
import { readHcl } from '../../../formats/hcl.ts';
import { type HclBody, hclData, hclLineOf } from '../../../formats/hcl-data.ts';
import {
  entriesOf,
  isRecord,
  type Json,
  type JsonRecord,
  listOf,
  oneOrMore,
} from '../../../formats/json-value.ts';
import { readYaml } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { gapOf, type HostSource, readText } from '../../definitions/host-source.ts';
import { repositoryOf } from '../../git/repository.ts';
import { policyDocuments, type TerraformBlock } from './policy-document.ts';

const id = 'host.terraform-code';

/** Terraform and OpenTofu modules, read as they are written; nothing is evaluated or downloaded. */
export const terraformCode = defineDefinitionCollector({
  id,
  title: 'Terraform and OpenTofu code',
  group: 'infrastructure-code',
  emits: [
    'identity',
    'instance',
    'credential',
    'resource',
    'entitlement',
    'grant',
    'delegation',
    'exposure',
    'secret-reference',
  ],
  reads: [{ name: '*.tf' }, { name: '*.tf.json' }, { name: '*.tofu' }],
  cannotTell: [
    'values of variables, functions and modules, so whatever is named by them',
    'how many instances a block makes, and whether it was ever applied',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const text = readText(source);
    if (text === null) return [];
    const blocks = readBlocks(source, text);
    if (blocks === null)
      return reportHardCoded(source, { text, values: [], setting: 'infrastructure-code' });
    const world = worldOf(source, blocks);
    return reportResources(world, () => false);
  },
});

function readBlocks(source: HostSource, text: string): TerraformBlock[] | null {
  try {
    return source.file.name.endsWith('.json') ? blocksOfJson(text) : blocksOfHcl(readHcl(text));
  } catch (error) {
    gapOf(source.context, error);
    return null;
  }
}

function blocksOfHcl({ blocks }: HclBody): TerraformBlock[] {
  return blocks.map((block) => ({
    type: block.type,
    labels: block.labels,
    attributes: hclData(block),
    line: block.line,
    lineOf: (path) => hclLineOf(block, path),
  }));
}

/** `{"resource": {"<type>": {"<name>": {…}}}}`; a body may be a list of one. */
function blocksOfJson(text: string): TerraformBlock[] {
  const labels: Readonly<Record<string, number>> = {
    resource: 2,
    data: 2,
    provider: 1,
    variable: 1,
  };
  return readYaml(text).flatMap((document) =>
    entriesOf(document.value).flatMap(([type, body]) =>
      descend(body, labels[type] ?? 0).map(({ path, attributes }) => ({
        type,
        labels: path,
        attributes,
        line: document.lineOf([type, ...path]),
        lineOf: (inner) => document.lineOf([type, ...path, ...inner]),
      })),
    ),
  );
}

function descend(body: Json, levels: number): { path: string[]; attributes: JsonRecord }[] {
  if (levels === 0)
    return oneOrMore(body)
      .filter(isRecord)
      .map((attributes) => ({ path: [], attributes }));
  return entriesOf(body).flatMap(([name, inner]) =>
    descend(inner, levels - 1).map(({ path, attributes }) => ({
      path: [name, ...path],
      attributes,
    })),
  );
}

/** Blocks whose values are no more than what the module is told from outside, or its own words. */
const searched = new Set([
  'resource',
  'data',
  'provider',
  'variable',
  'locals',
  'module',
  'terraform',
  'ephemeral',
  'output',
]);

function worldOf(source: HostSource, blocks: readonly TerraformBlock[]): TerraformWorld {
  const resources = blocks.filter(({ type }) => searched.has(type)).map(resourceOf);
  const prefix = folderKey(source);
  return {
    ...source,
    setting: 'infrastructure-code',
    resources,
    addressKey: (address) => `${prefix}#${address.replace(/\[.*\]$/, '')}`.slice(0, 1024),
    policyDocument: policyDocuments(blocks, source, (text) => blocksOfHcl(readHcl(text))),
    told: new Set(),
  };
}

/** Only resources are mapped by type; the rest is searched for secrets under the name of its block. */
function resourceOf(block: TerraformBlock): TerraformResource {
  const { type, labels, attributes, line } = block;
  const shown = type === 'variable' ? named(labels[0] ?? '', attributes) : attributes;
  const isRenamed = shown !== attributes;
  const isResource = type === 'resource';
  const words = isResource ? labels : [type, ...labels];
  return {
    type: isResource ? (labels[0] ?? '') : `${type} block`,
    address: words.join('.'),
    attributes: shown,
    line,
    lineOf: (path) => block.lineOf(isRenamed ? ['default', ...path.slice(1)] : path),
    keyPath: words.join('.'),
  };
}

/** The default of a variable goes by the variable's name. */
function named(name: string, attributes: JsonRecord): JsonRecord {
  const value = attributes['default'];
  return value === undefined || listOf(value).length > 0 ? attributes : { [name]: value };
}

/** A module is a folder: its blocks are named by folder and address, whichever file they stand in. */
function folderKey({ file, context }: HostSource): string {
  const folder = posix.dirname(file.path);
  const found = repositoryOf(context);
  if (!found?.name) return `terraform:${folder}`;
  const root = posix.resolve(folder, found.up || '.');
  return `terraform:${found.host}/${found.name}/${posix.relative(root, folder)}`;
}
