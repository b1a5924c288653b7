import type { NamedValue } from '../../formats/definitions/hard-coded.ts';
import { type Json, leavesOf, pathText } from '../../formats/json-value.ts';
import { readYaml, type YamlDocument, type YamlReading } from '../../formats/yaml.ts';
import { gapOf, type HostSource, readText } from './host-source.ts';

/** A text with its readable documents. */
export interface YamlText {
  readonly text: string;
  readonly lines: readonly string[];
  readonly documents: readonly YamlDocument[];
}

/** Reads a YAML file; what cannot be read becomes a gap. Null when even the text cannot. */
export function readYamlSource(
  source: HostSource,
  tagged?: NonNullable<YamlReading['tagged']>,
): YamlText | null {
  const text = readText(source);
  if (text === null) return null;
  const documents = readYaml(text, {
    onProblem: (problem) => gapOf(source.context, problem),
    ...(tagged ? { tagged } : {}),
  });
  return { text, lines: text.split('\n'), documents };
}

/** Every text of a document under the name it stands beside; items of lists go by the list's name. */
export function namedValues(document: YamlDocument, value: Json = document.value): NamedValue[] {
  return leavesOf(value).flatMap(({ path, value: leaf }) => {
    const name = path.findLast((step) => typeof step === 'string');
    if (typeof leaf !== 'string' || name === undefined) return [];
    return [{ name, value: leaf, keyPath: pathText(path), line: () => document.lineOf(path) }];
  });
}

/** The first line from `from` on that has the needle; `from` when none has. Lines are 1-based. */
export function lineWith({ lines }: Pick<YamlText, 'lines'>, from: number, needle: string): number {
  const reach = Math.min(lines.length, from + 2_000);
  for (let line = from; line <= reach; line++) {
    if (lines[line - 1]?.includes(needle)) return line;
  }
  return from;
}
