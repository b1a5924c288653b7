import { FileProblem } from '@nonhuman/connector-kit';
import { XMLParser } from 'fast-xml-parser';
import { lineAt } from './config-text.ts';
import type { Json } from './json-value.ts';

/** Entities are left alone: no expansion, no external ones. */
const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
  maxNestedTags: 200,
});

/** XML as plain data, attributes with `@` before their names; throws `FileProblem`. */
export function readXml(text: string): Json {
  try {
    return xml.parse(text) as Json;
  } catch (error) {
    throw new FileProblem('malformed', 'it is not well-formed XML', { cause: error });
  }
}

/** The line of the first occurrence, as text; empty when there is none. */
export function xmlLine(text: string, needle: string): string {
  const offset = text.indexOf(needle);
  return offset === -1 ? '' : String(lineAt(text, offset + 1));
}
