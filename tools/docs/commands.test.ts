import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { commands, commonOptions } from 'nonhuman/reference';
import { describe, expect, it } from 'vitest';
import { markdownPages, root } from './root.ts';

/** Pages for users; the plan names commands that are not there yet. */
const pages = markdownPages().filter((path) => !path.endsWith('ARCHITECTURE.md'));

const call = /(?:^|[\s`|])(?:npx )?nonhuman ([a-z]+)([^\n`|#]*)/g;

function problemsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const code = [...text.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
    ([, block, span]) => block ?? span ?? '',
  );
  return code.flatMap((part) =>
    [...part.matchAll(call)].flatMap(([, name = '', rest = '']) =>
      problemsOfCall(name, rest).map((problem) => `${relative(root, path)}: ${problem}`),
    ),
  );
}

function problemsOfCall(name: string, rest: string): string[] {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return [`there is no command ${name}`];
  const options = [...command.options, ...commonOptions];
  const known = new Set(['--help', ...options.map(({ flags }) => flags.split(' ')[0])]);
  return [...rest.matchAll(/(?<=\s)--[a-z-]+/g)].flatMap(([flag]) =>
    known.has(flag) ? [] : [`${name} has no option ${flag}`],
  );
}

describe('the commands that pages show', () => {
  it('exist, with the options that they are shown with', () => {
    expect(pages.flatMap(problemsOf)).toEqual([]);
  });

  it('are found where they do not exist', () => {
    expect(problemsOfCall('fly', '')).toEqual(['there is no command fly']);
    expect(problemsOfCall('list', ' --kind agent --tail 5')).toEqual(['list has no option --tail']);
  });
});
