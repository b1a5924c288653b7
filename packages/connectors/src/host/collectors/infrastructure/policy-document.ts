import { FileProblem } from '@nonhuman/connector-kit';
import {
  at,
  type Json,
  type JsonRecord,
  listOf,
  textOf,
  textsOf,
} from '../../../formats/json-value.ts';
import type { HostSource } from '../../definitions/host-source.ts';

/** A labelled block as data. */
export interface TerraformBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: JsonRecord;
  readonly line: number;
  /** The line of an attribute or of what is inside of it. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

const reference =
  /^\$\{data\.aws_iam_policy_document\.([\w-]+)(?:\[[^\]]*\])?\.(?:minified_)?json\}$/;
const maxSiblings = 50;
const maxBytes = 500_000;

/**
 * Finds the policy that an `aws_iam_policy_document` data source builds, in the file's own blocks or
 * in the other files of its folder, as Terraform would; null when it is not there or leans on others.
 */
export function policyDocuments(
  own: readonly TerraformBlock[],
  { file, context }: HostSource,
  read: (text: string) => TerraformBlock[],
): (text: string) => Json | null {
  let others: TerraformBlock[] | null = null;
  return (text) => {
    const name = reference.exec(text)?.[1];
    if (name === undefined) return null;
    const isWanted = ({ type, labels }: TerraformBlock) =>
      type === 'data' && labels[0] === 'aws_iam_policy_document' && labels[1] === name;
    const found = own.find(isWanted) ?? (others ??= readOthers()).find(isWanted);
    return found ? documentOf(found.attributes) : null;
  };

  function readOthers(): TerraformBlock[] {
    const names = context.siblings().filter((name) => name.endsWith('.tf') && name !== file.name);
    return names.slice(0, maxSiblings).flatMap((name) => {
      const other = context.file(name);
      return other && other.size <= maxBytes ? blocksIn(() => other.text()) : [];
    });
  }

  function blocksIn(text: () => string): TerraformBlock[] {
    try {
      const written = text();
      return written.includes('aws_iam_policy_document') ? read(written) : [];
    } catch (error) {
      // That file tells of its own faults when it is read for itself.
      if (!(error instanceof FileProblem)) throw error;
      return [];
    }
  }
}

/** Documents that take in others, or make parts while running, are not the whole policy. */
function documentOf(attributes: JsonRecord): Json | null {
  const leans = [
    'source_policy_documents',
    'override_policy_documents',
    'source_json',
    'override_json',
  ];
  if (leans.some((name) => attributes[name] !== undefined) || attributes['dynamic'] !== undefined) {
    return null;
  }
  const statements = listOf(attributes['statement']);
  if (statements.some((statement) => at(statement, 'dynamic') !== undefined)) return null;
  return { Version: '2012-10-17', Statement: statements.map(statementOf) };
}

const lists: readonly [from: string, to: string][] = [
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

function statementOf(statement: Json): Json {
  const entries = lists.flatMap(([from, to]): [string, Json][] => {
    const value = at(statement, from);
    return value === undefined ? [] : [[to, textsOf(value)]];
  });
  const principals = principalsOf(at(statement, 'principals'));
  const notPrincipals = principalsOf(at(statement, 'not_principals'));
  const conditions = conditionsOf(at(statement, 'condition'));
  return {
    Effect: textOf(at(statement, 'effect')) ?? 'Allow',
    ...Object.fromEntries(entries),
    ...(principals ? { Principal: principals } : {}),
    ...(notPrincipals ? { NotPrincipal: notPrincipals } : {}),
    ...(conditions ? { Condition: conditions } : {}),
  };
}

function principalsOf(value: Json | undefined): Json | null {
  const blocks = listOf(value);
  if (blocks.length === 0) return null;
  const byType = new Map<string, string[]>();
  for (const block of blocks) {
    const type = textOf(at(block, 'type')) ?? 'AWS';
    const named = textsOf(at(block, 'identifiers'));
    if (type === '*') return '*';
    byType.set(type, [...(byType.get(type) ?? []), ...named]);
  }
  return Object.fromEntries(byType);
}

function conditionsOf(value: Json | undefined): Json | null {
  const blocks = listOf(value);
  if (blocks.length === 0) return null;
  const operators = new Map<string, Map<string, string[]>>();
  for (const block of blocks) {
    const test = textOf(at(block, 'test')) ?? 'StringEquals';
    const variable = textOf(at(block, 'variable')) ?? '?';
    const keys = operators.get(test) ?? new Map<string, string[]>();
    keys.set(variable, [...(keys.get(variable) ?? []), ...textsOf(at(block, 'values'))]);
    operators.set(test, keys);
  }
  return Object.fromEntries([...operators].map(([test, keys]) => [test, Object.fromEntries(keys)]));
}
