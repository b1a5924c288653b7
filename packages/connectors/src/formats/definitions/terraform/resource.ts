import { type Principal, type Timestamp, timestampOf, type Upsert } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { at, isRecord, type Json, type JsonRecord, listOf, textOf } from '../../json-value.ts';
import { type FoundCredential, reportCredential } from '../report.ts';
import type { Source } from '../source.ts';

/** One resource, from the state (values) or from the code (values as far as they are spelled out). */
export interface TerraformResource {
  readonly type: string;
  /** `aws_iam_user.ci`, in state with module and index: `module.x.aws_iam_user.ci[0]`. */
  readonly address: string;
  readonly attributes: JsonRecord;
  readonly line: number | null;
  /** The line of an attribute, where the text has lines. */
  readonly lineOf?: (path: readonly (string | number)[]) => number;
  readonly keyPath: string;
}

/** All that one file shows, and how what it names is found. */
export interface TerraformWorld extends Source {
  readonly setting: 'state-file' | 'infrastructure-code';
  readonly resources: readonly TerraformResource[];
  /** Key of what is declared at an address. */
  readonly addressKey: (address: string) => string;
  /** A policy document that the code builds by a data source; null when it is not in reach. */
  readonly policyDocument: (reference: string) => Json | null;
  /** Paths in the file whose value a mapper has reported: not to be told again by their name. */
  readonly told: Set<string>;
}

/** What a kind of resource says, as rows. */
export type ResourceMapper = (resource: TerraformResource, world: TerraformWorld) => Upsert[];

/** A text attribute; null when absent, empty or an expression that is not a literal. */
export function literal({ attributes }: TerraformResource, ...path: readonly (string | number)[]) {
  const text = textOf(at(attributes, ...path));
  return text === null || isExpression(text) ? null : text;
}

/** Whether the text is, or holds, something that only Terraform can evaluate. */
export function isExpression(text: string): boolean {
  return text.includes('${');
}

/** The name that a resource is given, or else where it is declared. */
export function nameOf(resource: TerraformResource, attribute = 'name'): string {
  return literal(resource, attribute) ?? resource.address;
}

/** Key of a declared thing: the provider's own in state, its address in code. */
export function keyOf(
  world: TerraformWorld,
  resource: TerraformResource,
  native: string | null,
): string {
  return native !== null && world.setting === 'state-file'
    ? native
    : world.addressKey(resource.address);
}

const reference = /^\$\{(data\.)?([a-z][a-z0-9_]*)\.([\w-]+)(?:\[[^\]]{0,100}\])?(?:\.[\w.]+)?\}$/;

/** The address that an expression refers to; null when it is none. */
export function referredAddress(text: string): string | null {
  const [, data = '', type, name] = reference.exec(text) ?? [];
  if (type === undefined || ['var', 'local', 'module', 'each', 'path'].includes(type)) return null;
  return `${data}${type}.${name}`;
}

/** How things of one type are named by others. */
export interface Naming {
  readonly type: string;
  /** The attributes whose value others write, e.g. `name`, `arn`; of those that are indexed. */
  readonly by: readonly string[];
  /** The attribute that holds the native key. */
  readonly key: string;
  /** Key of one that is not declared here. */
  readonly otherwise: (name: string) => string;
}

const indexes = new WeakMap<readonly TerraformResource[], ReadonlyMap<string, TerraformResource>>();
const indexed = [
  'application_id',
  'arn',
  'client_id',
  'email',
  'id',
  'member',
  'name',
  'object_id',
  'principal_id',
  'unique_id',
];

const namedTypes = new Set([
  'aws_iam_role',
  'aws_iam_user',
  'azuread_application',
  'azuread_application_registration',
  'azuread_service_principal',
  'azurerm_user_assigned_identity',
  'google_service_account',
]);

/** What other resources may name of this one, and no more; null for what none names. */
export function nameable(resource: TerraformResource): TerraformResource | null {
  if (!namedTypes.has(resource.type)) return null;
  const names = [...indexed, 'display_name'].flatMap((attribute): [string, string][] => {
    const text = literal(resource, attribute);
    return text === null ? [] : [[attribute, text]];
  });
  return { ...resource, attributes: Object.fromEntries(names) };
}

/** The first resource of some types one of whose attributes has the text. Looks at every resource once. */
export function declaredAs(
  { resources }: TerraformWorld,
  wanted: {
    readonly types: readonly string[];
    readonly by: readonly string[];
    readonly text: string;
  },
): TerraformResource | null {
  let index = indexes.get(resources);
  if (!index) indexes.set(resources, (index = indexOf(resources)));
  for (const type of wanted.types) {
    for (const attribute of wanted.by) {
      const found = index.get(`${type}\n${attribute}\n${wanted.text}`);
      if (found) return found;
    }
  }
  return null;
}

function indexOf(resources: readonly TerraformResource[]): Map<string, TerraformResource> {
  const index = new Map<string, TerraformResource>();
  for (const resource of resources) {
    for (const attribute of indexed) {
      const text = literal(resource, attribute);
      const key = `${resource.type}\n${attribute}\n${text ?? ''}`;
      if (text !== null && !index.has(key)) index.set(key, resource);
    }
  }
  return index;
}

/** The principal that a value names: by reference in code, by attribute in state. */
export function principalNamed(
  world: TerraformWorld,
  value: Json | undefined,
  naming: Naming,
): Principal | null {
  const text = textOf(value);
  if (text === null) return null;
  const address = referredAddress(text);
  if (address?.startsWith(`${naming.type}.`)) {
    return { type: 'identity', key: world.addressKey(address), name: address };
  }
  const declared = declaredAs(world, { types: [naming.type], by: naming.by, text });
  if (!declared) return { type: 'identity', key: naming.otherwise(text), name: text };
  const key = keyOf(world, declared, literal(declared, naming.key));
  return { type: 'identity', key, name: nameOf(declared) };
}

/** Time attributes come as RFC 3339; null when absent or not a time. */
export function timeOf(resource: TerraformResource, attribute: string): Timestamp | null {
  const text = literal(resource, attribute);
  return text === null ? null : timestampOf(text);
}

/** Tags as plain texts. */
export function tagsOf({ attributes }: TerraformResource): Record<string, string> | null {
  const tags = attributes['tags_all'] ?? attributes['tags'];
  if (!isRecord(tags)) return null;
  const plain = Object.entries(tags).flatMap(([name, value]): [string, string][] => {
    const text = textOf(value);
    return text === null ? [] : [[name, text]];
  });
  return Object.fromEntries(plain);
}

/** Where a row of the resource is. */
export function placeIn(resource: TerraformResource, attribute?: string) {
  const { keyPath } = resource;
  const line = attribute === undefined ? resource.line : lineOfValue(resource, [attribute]);
  return {
    ...(line === null ? {} : { line }),
    keyPath: attribute === undefined ? keyPath : `${keyPath}.${attribute}`,
  };
}

/** The line of a value of a resource; null where lines mean nothing. */
export function lineOfValue(
  { line, lineOf }: TerraformResource,
  path: readonly (string | number)[],
): number | null {
  return lineOf ? lineOf(path) : line;
}

/** A credential of a resource; its value, when there, is told to the world as reported. */
export function reportResourceCredential(
  world: TerraformWorld,
  resource: TerraformResource,
  found: Omit<FoundCredential, 'setting' | 'secret'> & {
    readonly secret: string | null;
    readonly attribute: string;
  },
): Upsert[] {
  const { secret, attribute, ...rest } = found;
  const usable = secret !== null && !isExpression(secret) ? secret : null;
  world.told.add(`${resource.keyPath}.${attribute}`);
  return reportCredential(world.listing, world, {
    ...placeIn(resource, attribute),
    ...rest,
    secret: usable === null ? null : new SecretValue(usable),
    setting: world.setting,
    attributes: { ...found.attributes, address: resource.address },
  });
}

/** The blocks of a kind in a resource, as objects. */
export function blocksOf(resource: TerraformResource, type: string): JsonRecord[] {
  return listOf(resource.attributes[type]).filter(isRecord);
}
