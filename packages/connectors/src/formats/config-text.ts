import { FileProblem } from '@nonhuman/connector-kit';
import {
  findNodeAtLocation,
  getNodeValue,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { readIni } from './ini.ts';
import type { Json } from './json-value.ts';
import { readYaml } from './yaml.ts';

/** A configuration file as plain data, with the lines of its keys. */
export interface ConfigText {
  readonly value: Json;
  /** 1-based line of the key that leads to a value; undefined when it cannot be told. */
  lineOf(path: readonly string[]): number | undefined;
}

/** `jsonc` is JSON with comments and trailing commas. */
export type ConfigFormat = 'ini' | 'jsonc' | 'toml' | 'yaml';

const maxDepth = 100;

/** Reads a configuration; throws `FileProblem` with the line, never quoting the text. */
export function readConfigText(text: string, format: ConfigFormat): ConfigText {
  if (format === 'yaml') return yamlConfig(text);
  if (format === 'ini') return iniConfig(text);
  return format === 'toml' ? tomlConfig(text) : jsonConfig(text);
}

function jsonConfig(text: string): ConfigText {
  refuseDeep(text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) throw malformed(lineAt(text, error.offset), printParseErrorCode(error.error));
  const value: Json = root === undefined ? {} : (getNodeValue(root) as Json);
  return {
    value,
    lineOf(path) {
      let node = root;
      for (const step of path)
        node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
      return node
        ? lineAt(text, (node.parent?.type === 'property' ? node.parent : node).offset)
        : undefined;
    },
  };
}

/** The parser recurses: depth is counted first. Brackets in strings count too, which only refuses sooner. */
function refuseDeep(text: string): void {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > maxDepth)
      throw malformed(lineAt(text, index), `nested more than ${maxDepth} levels deep`);
  }
}

function tomlConfig(text: string): ConfigText {
  const lines = text.split('\n');
  try {
    const value = parseToml(text, { maxDepth }) as Json;
    return { value, lineOf: (path) => tomlLine(lines, path) };
  } catch (error) {
    if (error instanceof TomlError) throw malformed(error.line, 'invalid TOML');
    throw error;
  }
}

/** The line of the key within its table, by looking for both as written. */
function tomlLine(lines: readonly string[], path: readonly string[]): number | undefined {
  const key = path.at(-1);
  const table = path.slice(0, -1).join('.');
  let current = '';
  for (const [index, line] of lines.entries()) {
    const heading = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1]?.replaceAll(/["']/g, '');
    if (heading !== undefined) current = heading;
    if (heading !== undefined && heading === path.join('.')) return index + 1;
    const name = /^\s*["']?([\w.-]+)["']?\s*=/.exec(line)?.[1];
    if (name !== undefined && name === key && current === table) return index + 1;
  }
  return undefined;
}

/** Sections as mappings; entries before the first heading stand under the empty name. */
function iniConfig(text: string): ConfigText {
  const entries = readIni(text);
  const sections = new Map<string, Map<string, Json>>();
  for (const { section, key, value } of entries) {
    const known = sections.get(section) ?? new Map<string, Json>();
    sections.set(section, known.set(key, value));
  }
  return {
    value: Object.fromEntries(
      [...sections].map(([name, keys]) => [name, Object.fromEntries(keys)]),
    ),
    lineOf: ([section, key]) =>
      entries.find((entry) => entry.section === section && (key === undefined || entry.key === key))
        ?.line,
  };
}

function yamlConfig(text: string): ConfigText {
  const [document] = readYaml(text);
  if (document === undefined) return { value: {}, lineOf: () => undefined };
  return { value: document.value, lineOf: (path) => document.lineOf(path) };
}

function malformed(line: number, what: string): FileProblem {
  return new FileProblem('malformed', `line ${line}: ${what}`);
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let index = text.indexOf('\n');
    index !== -1 && index < offset;
    index = text.indexOf('\n', index + 1)
  )
    line += 1;
  return line;
}
