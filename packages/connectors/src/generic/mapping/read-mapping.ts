import { NhiError } from '@nonhuman/model';
import { parse, YAMLParseError } from 'yaml';
import { Mapping } from '../schema.ts';

/**
 * A mapping from the text of its file, YAML or JSON. Throws `CONFIG_INVALID` that says what is wrong
 * and where in the mapping.
 */
export function readMapping(text: string): Mapping {
  const data = parsed(text);
  if (typeof data === 'string')
    throw new NhiError('CONFIG_INVALID', {
      what: 'the mapping file',
      problem: 'mapping: this is one piece of text (the name of a file?) and not a mapping',
      hint: 'Give the mapping file among the files to import.',
    });
  const result = Mapping.safeParse(data);
  if (result.success) return result.data;
  const problems = result.error.issues
    .slice(0, 5)
    .map(
      (issue) => `${issue.path.length === 0 ? 'mapping' : issue.path.join('.')}: ${issue.message}`,
    );
  throw new NhiError('CONFIG_INVALID', {
    what: 'the mapping file',
    problem: problems.join('; '),
    hint: 'packages/connectors/src/generic/README.md shows every field of a mapping.',
  });
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error', maxAliasCount: 20 });
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !(error instanceof ReferenceError)) throw error;
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new NhiError(
      'CONFIG_INVALID',
      { what: 'the mapping file', problem: `not valid YAML or JSON at line ${line ?? 1}` },
      { cause: error },
    );
  }
}
