import { parseDocument } from 'yaml';
import type { ImportFile } from '../importer.ts';
import { FileProblem } from '../problems.ts';
import { MalformedAt } from './file-position.ts';
import { textLines } from './text-lines.ts';
import { refuseDeepYaml } from './yaml-depth.ts';

/** One document of a YAML file, or one item of a list document that is read item by item. */
export interface YamlDocument {
  readonly value: unknown;
  /** The line that it starts on. */
  readonly line: number;
}

interface Gathered {
  lines: string[];
  firstLine: number;
  /** Inside a top-level `items:` list whose items start at the margin, as kubectl prints it. */
  inItems: boolean;
}

/**
 * The documents of a YAML file one by one. A document with a top-level `items:` list whose items
 * start at the margin, as `kubectl get -o yaml` prints, gives its items one by one (each as its own
 * value) and is never held as a whole.
 *
 * Throws `FileProblem` with the line; documents before that have been given.
 */
export async function* yamlDocuments(file: ImportFile): AsyncGenerator<YamlDocument> {
  const gathered: Gathered = { lines: [], firstLine: 1, inItems: false };
  try {
    for await (const line of textLines(file)) {
      if (/^(---|\.\.\.)(\s|$)/.test(line.text)) {
        yield* parseGathered(gathered);
        restart(gathered, line.number + 1, false);
        const inline = line.text.slice(3).trim();
        if (line.text.startsWith('---') && inline !== '' && !inline.startsWith('#')) {
          gathered.lines.push(inline);
          gathered.firstLine = line.number;
        }
        continue;
      }
      const startsItems = /^items:\s*$/.test(line.text);
      const startsItem = gathered.inItems && line.text.startsWith('- ');
      const endsItems = gathered.inItems && /^[^\s#-]/.test(line.text);
      if (startsItems || startsItem || endsItems) {
        yield* parseGathered(gathered);
        restart(gathered, line.number, startsItems || startsItem);
        if (startsItems) continue;
      }
      gathered.lines.push(line.text);
    }
  } catch (problem) {
    if (problem instanceof MalformedAt)
      throw new FileProblem(problem.reason, problem.message, { cause: problem });
    throw problem;
  }
  yield* parseGathered(gathered);
}

function restart(gathered: Gathered, firstLine: number, inItems: boolean): void {
  gathered.lines = [];
  gathered.firstLine = firstLine;
  gathered.inItems = inItems;
}

function* parseGathered(gathered: Gathered): Generator<YamlDocument> {
  if (gathered.lines.every((line) => line.trim() === '' || line.startsWith('#'))) return;
  const text = `${gathered.lines.join('\n')}\n`;
  refuseDeepYaml(text, gathered.firstLine);
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = gathered.firstLine + text.slice(0, error.pos[0]).split('\n').length - 1;
    throw new FileProblem('malformed', `line ${line}: not valid YAML (${error.code})`);
  }
  const value = toPlain(gathered, () => document.toJS({ maxAliasCount: 100 }));
  if (gathered.inItems && Array.isArray(value))
    for (const item of value) yield { value: item, line: gathered.firstLine };
  else yield { value, line: gathered.firstLine };
}

function toPlain(gathered: Gathered, convert: () => unknown): unknown {
  try {
    return convert();
  } catch (cause) {
    throw new FileProblem(
      'malformed',
      `line ${gathered.firstLine}: its aliases cannot be resolved`,
      { cause },
    );
  }
}
