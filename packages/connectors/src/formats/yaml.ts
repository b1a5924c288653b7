import { FileProblem, refuseDeepYaml } from '@nonhuman/connector-kit';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Json } from './json-value.ts';

/** Levels of nesting; no definition written by people comes near. */
const maxDepth = 100;
/** Nodes that aliases may add to those that the file spells out: stops "billion laughs". */
const maxAliasedNodes = 100_000;

/** One YAML document of a file. */
export interface YamlDocument {
  /**
   * Plain data. Mappings have no prototype-changing keys (`__proto__` is an ordinary key), later
   * duplicates of a key win, merge keys (`<<`) are merged, whole numbers that JavaScript would alter
   * (`012345678901`) stay text, and aliases of one anchor share one value.
   */
  readonly value: Json;
  /** 1-based line in the file of the key that leads to a value (for list items: the item); the nearest parent's when the path does not exist. */
  lineOf(path: readonly (string | number)[]): number;
  /** 1-based line at which the value itself begins. */
  valueLineOf(path: readonly (string | number)[]): number;
}

/** How to read. */
export interface YamlReading {
  /**
   * Told of each document that cannot be read; reading goes on with the next. Without it the first
   * such document is thrown.
   */
  readonly onProblem?: (problem: FileProblem) => void;
  /** Rewrites a value with a local tag such as `!Ref`; without it tags are ignored and values kept. */
  readonly tagged?: (tag: string, value: Json) => Json;
}

/**
 * Reads every document of a YAML (or JSON) text without ever building anything but plain data.
 *
 * Throws `FileProblem` with the line; its message never quotes the text.
 */
export function readYaml(text: string, reading: YamlReading = {}): YamlDocument[] {
  const lines = new LineCounter();
  const documents: YamlDocument[] = [];
  const refuse =
    reading.onProblem ??
    ((problem: FileProblem) => {
      throw problem;
    });
  if (isTooDeep(text, refuse)) return documents;
  for (const document of parsed(text, lines, refuse)) {
    try {
      const [error] = document.errors;
      if (error) {
        const reason = error.code === 'RESOURCE_EXHAUSTION' ? 'too-large' : 'malformed';
        throw problemAt(reason, lines.linePos(error.pos[0]).line, error.code);
      }
      documents.push(readDocument(document, lines, reading));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      refuse(error);
    }
  }
  return documents;
}

/** The parser recurses, and running out of stack inside it can end the process: depth is looked at first. */
function isTooDeep(text: string, refuse: (problem: FileProblem) => void): boolean {
  try {
    refuseDeepYaml(text);
    return false;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    refuse(error);
    return true;
  }
}

function parsed(text: string, lines: LineCounter, refuse: (problem: FileProblem) => void) {
  try {
    return parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
      stringKeys: false,
      uniqueKeys: false,
      version: '1.2',
    }) as Document.Parsed[];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse(new FileProblem('too-large', 'The YAML is nested too deeply to be read'));
    return [];
  }
}

function problemAt(reason: 'malformed' | 'too-large', line: number, code: string): FileProblem {
  const what = code.toLowerCase().replaceAll('_', ' ');
  return new FileProblem(reason, `Line ${line}: the YAML is not well formed (${what})`);
}

interface Converted {
  readonly value: Json;
  readonly nodes: number;
}

interface Conversion {
  readonly root: Node | null;
  readonly lines: LineCounter;
  readonly tagged: YamlReading['tagged'];
  /** The node that last took each anchor, and through it what each alias means: looked up once. */
  readonly anchors: Map<string, Node>;
  readonly targets: Map<Node, Node>;
  readonly done: Map<Node, Converted>;
  readonly open: Set<Node>;
  aliased: number;
}

function readDocument(
  document: Document.Parsed,
  lines: LineCounter,
  reading: YamlReading,
): YamlDocument {
  const conversion: Conversion = {
    root: document.contents,
    lines,
    tagged: reading.tagged,
    anchors: new Map(),
    targets: new Map(),
    done: new Map(),
    open: new Set(),
    aliased: 0,
  };
  const { value } = convert(document.contents, conversion, 0);
  return {
    value,
    lineOf: (path) => positionOf(conversion, path, 'key'),
    valueLineOf: (path) => positionOf(conversion, path, 'value'),
  };
}

function convert(node: Node | null, conversion: Conversion, depth: number): Converted {
  if (node === null) return { value: null, nodes: 1 };
  if (depth > maxDepth || conversion.open.has(node)) {
    throw problemAt('too-large', lineAt(node, conversion), `more than ${maxDepth} levels deep`);
  }
  if (isAlias(node)) return convertAlias(node, conversion, depth);
  if (node.anchor) conversion.anchors.set(node.anchor, node);
  const known = conversion.done.get(node);
  if (known) return known;
  conversion.open.add(node);
  const plain = convertPlain(node, conversion, depth);
  conversion.open.delete(node);
  const tag = node.tag;
  const converted =
    conversion.tagged && tag?.startsWith('!')
      ? { value: conversion.tagged(tag, plain.value), nodes: plain.nodes + 1 }
      : plain;
  if (!isScalar(node)) conversion.done.set(node, converted);
  return converted;
}

function convertAlias(node: Alias, conversion: Conversion, depth: number): Converted {
  const target = conversion.anchors.get(node.source);
  if (!target) throw problemAt('malformed', lineAt(node, conversion), 'unknown alias');
  conversion.targets.set(node, target);
  const converted = convert(target, conversion, depth + 1);
  conversion.aliased += converted.nodes;
  if (conversion.aliased > maxAliasedNodes) {
    throw problemAt('too-large', lineAt(node, conversion), 'aliases unfold into too much');
  }
  return converted;
}

function convertPlain(node: Node, conversion: Conversion, depth: number): Converted {
  if (isScalar(node)) return { value: scalarValue(node), nodes: 1 };
  if (isSeq(node)) return convertList(node, conversion, depth);
  if (isMap(node)) return convertMapping(node, conversion, depth);
  return { value: null, nodes: 1 };
}

function convertList(node: YAMLSeq, conversion: Conversion, depth: number): Converted {
  let nodes = 1;
  const value = node.items.map((item) => {
    const inner = convert(asNode(item), conversion, depth + 1);
    nodes += inner.nodes;
    return inner.value;
  });
  return { value, nodes };
}

function convertMapping(node: YAMLMap, conversion: Conversion, depth: number): Converted {
  const own = new Map<string, Json>();
  const merged = new Map<string, Json>();
  let nodes = 1;
  for (const { key, value } of node.items) {
    if (isScalar(key) && key.anchor) conversion.anchors.set(key.anchor, key);
    const inner = convert(asNode(value), conversion, depth + 1);
    nodes += inner.nodes + 1;
    if (isMergeKey(key)) merge(merged, inner.value);
    else own.set(keyText(key, conversion), inner.value);
  }
  return { value: recordOf([...merged, ...own]), nodes };
}

/** Of several merged mappings the first that has a key wins. */
function merge(merged: Map<string, Json>, value: Json): void {
  const sources = Array.isArray(value) ? value : [value];
  for (const source of sources) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) continue;
    for (const [key, inner] of Object.entries(source)) {
      if (!merged.has(key)) merged.set(key, inner);
    }
  }
}

function recordOf(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && (key.type === 'PLAIN' || key.type === undefined);
}

function keyText(key: unknown, conversion: Conversion): string {
  const node = asNode(key);
  if (node && isAlias(node)) return keyText(conversion.anchors.get(node.source), conversion);
  if (node && isScalar(node)) return String(scalarValue(node) ?? '');
  return '?';
}

function scalarValue(node: Scalar): string | number | boolean | null {
  const { value, source } = node;
  if (typeof value === 'number') {
    const altered = /^[-+]?\d+$/.test(source ?? '') && String(value) !== source;
    return altered || !Number.isFinite(value) ? (source ?? String(value)) : value;
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return source ?? '';
}

function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : null;
}

function lineAt(node: Node, { lines }: Conversion): number {
  return lines.linePos(node.range?.[0] ?? 0).line;
}

function positionOf(
  conversion: Conversion,
  path: readonly (string | number)[],
  wanted: 'key' | 'value',
): number {
  let node = resolved(conversion.root, conversion);
  let line = node ? lineAt(node, conversion) : 1;
  for (const step of path) {
    const found: Found | null = node ? childOf(node, step, conversion) : null;
    if (!found) return line;
    const key = found.key ?? found.value;
    const position = wanted === 'value' ? (found.value ?? key) : key;
    if (position) line = lineAt(position, conversion);
    node = resolved(found.value, conversion);
  }
  return line;
}

interface Found {
  readonly key: Node | null;
  readonly value: Node | null;
}

function childOf(node: Node, step: string | number, conversion: Conversion): Found | null {
  if (isSeq(node)) {
    const item = asNode(node.items[Number(step)]);
    return item && { key: null, value: item };
  }
  if (!isMap(node)) return null;
  let found: Found | null = null;
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    if (isMergeKey(pair.key)) {
      found ??= mergedChild(asNode(pair.value), step, conversion);
    } else if (keyText(pair.key, conversion) === String(step)) {
      found = { key: asNode(pair.key), value: asNode(pair.value) };
    }
  }
  return found;
}

function mergedChild(node: Node | null, step: string | number, conversion: Conversion) {
  const source = resolved(node, conversion);
  if (!source) return null;
  if (!isSeq(source)) return childOf(source, step, conversion);
  for (const item of source.items) {
    const inner = resolved(asNode(item), conversion);
    const found: Found | null = inner && childOf(inner, step, conversion);
    if (found) return found;
  }
  return null;
}

function resolved(node: Node | null, { targets }: Conversion): Node | null {
  return node && isAlias(node) ? (targets.get(node) ?? null) : node;
}
