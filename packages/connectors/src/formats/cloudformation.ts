import {
  at,
  entriesOf,
  isRecord,
  type Json,
  type JsonRecord,
  listOf,
  textOf,
} from './json-value.ts';
import { readYaml } from './yaml.ts';

/** One resource of a template, its functions written out as text. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonRecord;
  /** 1-based. */
  readonly line: number;
}

/** A CloudFormation or SAM template. */
export interface Template {
  readonly resources: readonly TemplateResource[];
  /** The whole template, its functions written out as text. */
  readonly value: JsonRecord;
  /** 1-based line of the key that leads to a value of the template. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * Reads a template in YAML or JSON. `!Ref A`, `!GetAtt A.B` and `!Sub` become `${A}`, `${A.B}` and
 * their text; `!Join` of texts is joined; any other function becomes `${Fn::Name}`. Null when the
 * text is no template; throws `FileProblem` with the line.
 */
export function readCloudFormation(text: string): Template | null {
  const [document] = readYaml(text, { tagged: longForm });
  const raw = document?.value;
  if (!document || !isRecord(raw) || !looksLikeTemplate(raw)) return null;
  const value = writtenOut(raw);
  if (!isRecord(value)) return null;
  const resources = entriesOf(at(value, 'Resources')).flatMap(([logicalId, resource]) => {
    const type = textOf(at(resource, 'Type'));
    if (type === null) return [];
    const properties = at(resource, 'Properties');
    const line = document.lineOf(['Resources', logicalId]);
    return [{ logicalId, type, properties: isRecord(properties) ? properties : {}, line }];
  });
  return { resources, value, lineOf: (path) => document.lineOf(path) };
}

function looksLikeTemplate(raw: JsonRecord): boolean {
  if (raw['AWSTemplateFormatVersion'] !== undefined) return true;
  return entriesOf(raw['Resources']).some(([, resource]) =>
    /^(?:AWS|Alexa|Custom)::/.test(textOf(at(resource, 'Type')) ?? ''),
  );
}

/** `!Sub x` is short for `{"Fn::Sub": x}`, and so on; `!GetAtt A.B` for a list of two. */
function longForm(tag: string, value: Json): Json {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}

function writtenOut(value: Json): Json {
  if (Array.isArray(value)) return value.map(writtenOut);
  if (!isRecord(value)) return value;
  const [entry, more] = Object.entries(value);
  if (entry && more === undefined) {
    const text = functionText(entry[0], entry[1]);
    if (text !== null) return text;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, writtenOut(inner)]));
}

/** The text of a function; null when the mapping is none. */
function functionText(name: string, argument: Json): string | null {
  if (name === 'Ref') return `\${${textOf(argument) ?? '?'}}`;
  if (name === 'Fn::Sub') return textOf(argument) ?? textOf(listOf(argument)[0]) ?? '${Fn::Sub}';
  if (name === 'Fn::GetAtt') return `\${${listOf(argument).map(textOf).join('.')}}`;
  if (name === 'Fn::Join') return joined(argument);
  return name.startsWith('Fn::') ? `\${${name}}` : null;
}

function joined(argument: Json): string {
  const [separator, parts] = listOf(argument);
  const texts = listOf(parts).map((part) => textOf(writtenOut(part)));
  if (!Array.isArray(parts) || texts.includes(null)) return '${Fn::Join}';
  return texts.join(textOf(separator) ?? '');
}
