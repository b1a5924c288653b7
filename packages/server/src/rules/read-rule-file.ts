import {
  type ParsedRule,
  parseRule,
  pathText,
  type RulePath,
  type UserRule,
} from '@nonhuman/checks';
import { FileProblem, refuseDeepYaml } from '@nonhuman/connector-kit';
import { type Document, isMap, isNode, LineCounter, parseAllDocuments } from 'yaml';

/** What is wrong with a rule file, and where. */
export interface RuleFileProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong and what to do. Never more of the file than a name. */
  readonly message: string;
}

/** A rule with the file that it was read from. */
export interface LoadedRule extends UserRule {
  readonly file: string;
}

/** Every rule of a file that is right, and everything that is wrong with the others. */
export interface RuleFile {
  readonly rules: readonly LoadedRule[];
  readonly problems: readonly RuleFileProblem[];
}

/** Bytes; a rule with its examples has a few thousand. */
export const maxRuleFileBytes = 256 * 1024;

/**
 * Reads the rules of a YAML or JSON text, one a document. Nothing but plain data is ever built: tags
 * and aliases that unfold without bound are problems.
 */
export function readRuleFile(file: string, text: string): RuleFile {
  const problem = (line: number, message: string): RuleFileProblem => ({ file, line, message });
  try {
    refuseDeepYaml(text);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { rules: [], problems: [problem(1, `It cannot be read: ${error.message}.`)] };
  }
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false }),
  ];
  const filled = documents.filter(({ contents, errors }) => contents !== null || errors.length > 0);
  if (filled.length === 0) return { rules: [], problems: [problem(1, 'It holds no rule.')] };

  const rules: LoadedRule[] = [];
  const problems: RuleFileProblem[] = [];
  for (const document of filled) {
    const lineAt = (offset: number) => lines.linePos(offset).line;
    const [broken] = [...document.errors, ...document.warnings];
    if (broken !== undefined) {
      problems.push(problem(lineAt(broken.pos[0]), `This is not valid YAML (${broken.code}).`));
      continue;
    }
    const parsed = parsedRule(document);
    if (parsed === null) {
      problems.push(problem(lineAt(startOf(document)), 'Its aliases unfold too far.'));
    } else if (parsed.ok) rules.push({ ...parsed.rule, file });
    else {
      for (const { path, message } of parsed.problems) {
        const where = path.length === 0 ? '' : `${pathText(path)}: `;
        problems.push(problem(lineAt(offsetOf(document, path)), `${where}${message}`));
      }
    }
  }
  return { rules, problems: problems.toSorted((one, other) => one.line - other.line) };
}

function parsedRule(document: Document): ParsedRule | null {
  let written: unknown;
  try {
    written = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
  return parseRule(written);
}

function startOf({ contents }: Document): number {
  return isNode(contents) ? (contents.range?.[0] ?? 0) : 0;
}

/** Where the key that leads to the path begins; of its nearest parent when it is not there. */
function offsetOf(document: Document, path: RulePath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isNode(item.key) && String(item.key) === String(key))
      : undefined;
    const node = pair === undefined ? document.getIn(path.slice(0, length), true) : pair.key;
    if (isNode(node) && node.range) return node.range[0];
  }
  return startOf(document);
}
