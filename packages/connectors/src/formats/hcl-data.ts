import type { Json, JsonRecord } from './json-value.ts';

/** An attribute with the 1-based line of its name. */
export interface HclAttribute {
  /**
   * Literals, lists and objects as data; `jsonencode(…)` of them too. Text keeps its interpolations
   * (`a-${var.b}`); any other expression is its source as one interpolation (`${var.b}`).
   */
  readonly value: Json;
  readonly line: number;
  /** The 1-based line of the innermost key that leads to a value inside. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** The attributes and blocks of a file or block, in order. */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

/** `type "label" "label" { … }`. */
export interface HclBlock extends HclBody {
  readonly type: string;
  readonly labels: readonly string[];
  /** 1-based. */
  readonly line: number;
}

/** A body as Terraform's state shows it: nested blocks are lists of objects. */
export function hclData({ attributes, blocks }: HclBody): JsonRecord {
  const data = new Map<string, Json>();
  for (const [name, { value }] of attributes) data.set(name, value);
  for (const block of blocks) {
    const before = data.get(block.type);
    const list = Array.isArray(before) ? before : [];
    data.set(block.type, [...list, hclData(block)]);
  }
  return Object.fromEntries(data);
}

/** The 1-based line of what `hclData` shows at a path: of its attribute or key, else of the block around it. */
export function hclLineOf(
  { attributes, blocks, line }: HclBody & { readonly line: number },
  [name, ...inner]: readonly (string | number)[],
): number {
  if (typeof name !== 'string') return line;
  const attribute = attributes.get(name);
  const [index, ...rest] = inner;
  const before = attribute && Array.isArray(attribute.value) ? attribute.value.length : 0;
  const nested = blocks.filter(({ type }) => type === name);
  const block = typeof index === 'number' ? nested[index - before] : nested[0];
  if (block) return hclLineOf(block, rest);
  return attribute?.lineOf(inner) ?? line;
}
