import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type LoadedRule,
  maxRuleFileBytes,
  type RuleFile,
  type RuleFileProblem,
  readRuleFile,
} from './read-rule-file.ts';

/** The folder of the user's rules inside the data folder. */
export const rulesFolderName = 'checks';

const isRuleFile = (name: string) => /\.(?:ya?ml|json)$/i.test(name) && !name.startsWith('.');
/** Files a folder; a limit against a wrong folder, not against many rules. */
const maxFiles = 500;

/**
 * Reads every rule file of a folder, by name. A folder that is not there holds none. A file that is
 * wrong costs only itself, and says so with its line.
 */
export async function loadRules(folder: string): Promise<RuleFile> {
  const listed = await namesIn(folder);
  if ('problem' in listed) return { rules: [], problems: [listed.problem] };
  const names = listed.names.filter(isRuleFile).toSorted();
  const rules: LoadedRule[] = [];
  const problems: RuleFileProblem[] = [];
  if (names.length > maxFiles) {
    const message = `It has ${names.length} rule files; only the first ${maxFiles} are read.`;
    problems.push({ file: folder, line: 1, message });
  }
  for (const name of names.slice(0, maxFiles)) {
    const read = await readOne(join(folder, name));
    problems.push(...read.problems);
    for (const rule of read.rules) {
      const other = rules.find(({ check }) => check.id === rule.check.id);
      if (other === undefined) rules.push(rule);
      else {
        const message = `The id "${rule.check.id}" is taken by ${other.file}; choose another.`;
        problems.push({ file: rule.file, line: 1, message });
      }
    }
  }
  return { rules, problems };
}

async function namesIn(
  folder: string,
): Promise<{ readonly names: string[] } | { readonly problem: RuleFileProblem }> {
  try {
    return { names: await readdir(folder) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { names: [] };
    return { problem: { file: folder, line: 1, message: `It cannot be read (${codeOf(error)}).` } };
  }
}

async function readOne(path: string): Promise<RuleFile> {
  const problem = (message: string) => ({
    rules: [],
    problems: [{ file: path, line: 1, message }],
  });
  try {
    const { size } = await stat(path);
    if (size > maxRuleFileBytes) {
      return problem(`It has ${size} bytes; a rule file has at most ${maxRuleFileBytes}.`);
    }
    return readRuleFile(path, await readFile(path, 'utf8'));
  } catch (error) {
    return problem(`It cannot be read (${codeOf(error)}).`);
  }
}

/** The system's code of a failure to read; anything else is a bug and goes on. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  throw error;
}
