import type { LoadedRule } from './read-rule-file.ts';

/** The page of a check: what its author says of a rule, else what `doc` has. */
export function withRuleDocs(
  doc: (checkId: string) => string | null,
  rules: readonly LoadedRule[],
): (checkId: string) => string | null {
  const pages = new Map(rules.map((rule) => [rule.check.id, ruleDoc(rule)]));
  return (checkId) => pages.get(checkId) ?? doc(checkId);
}

function ruleDoc({ check, about, examples, file }: LoadedRule): string {
  const lines = examples.map(({ expected, name }) => `- **${expected}**: ${name}`);
  return [
    `# ${check.title}`,
    '',
    about?.trim() ?? 'A rule of your own. Its file says nothing more about it.',
    '',
    '## Its examples',
    '',
    ...lines,
    '',
    `Read from \`${file}\`.`,
    '',
  ].join('\n');
}
