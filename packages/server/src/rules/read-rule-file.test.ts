import { describe, expect, it } from 'vitest';
import { readRuleFile } from './read-rule-file.ts';

const rule = `id: user-temporary-account
title: A temporary account is still there
severity: medium
judges: identity
nextAction: Delete it, or give it a lasting name.
fails:
  field: identity.name
  like: tmp-*
because: "it is called {identity.name}"
examples:
  fail:
    - name: a temporary name
      identity: { name: tmp-1 }
  pass:
    - name: a lasting name
      identity: { name: deploy }
`;

describe('a rule file', () => {
  it('is read into a check that keeps its file and its examples', () => {
    const { rules, problems } = readRuleFile('a.yaml', rule);

    expect(problems).toEqual([]);
    expect(rules).toMatchObject([
      { file: 'a.yaml', check: { id: 'user-temporary-account', isUserRule: true } },
    ]);
    expect(rules[0]?.examples).toHaveLength(2);
  });

  it('may be JSON', () => {
    const text = JSON.stringify({
      id: 'user-x',
      title: 'An account is called x',
      severity: 'low',
      judges: 'identity',
      nextAction: 'Rename it.',
      fails: { field: 'identity.name', is: 'x' },
      because: 'it is called x',
      examples: {
        fail: [{ name: 'x', identity: { name: 'x' } }],
        pass: [{ name: 'y', identity: { name: 'y' } }],
      },
    });

    expect(readRuleFile('a.json', text)).toMatchObject({ problems: [], rules: [{}] });
  });

  it('may hold several rules, of which a wrong one costs only itself', () => {
    const wrong = rule.replace('tmp-*', '[1]');
    const { rules, problems } = readRuleFile('a.yaml', `${wrong}---\n${rule}`);

    expect(rules).toHaveLength(1);
    expect(problems).toEqual([{ file: 'a.yaml', line: 8, message: 'fails.like: Write one text.' }]);
  });

  it.each([
    [
      'a field that there is not',
      'identity.name\n',
      'identity.nme\n',
      7,
      'did you mean "identity.name"?',
    ],
    ['an operator that there is not', 'like:', 'regex:', 8, 'There is no operator "regex"'],
    [
      'a key that there is not',
      'severity: medium',
      'severity: medium\npriority: 1',
      4,
      'There is no key "priority"',
    ],
    [
      'an example that does not come out',
      '{ name: deploy }',
      '{ name: tmp-2 }',
      15,
      'must be pass, and is fail',
    ],
    [
      'a missing key',
      'nextAction: Delete it, or give it a lasting name.\n',
      '',
      1,
      '"nextAction" is missing',
    ],
  ])('tells the line of %s', (_, from, to, line, message) => {
    const [problem] = readRuleFile('a.yaml', rule.replace(from, to)).problems;

    expect(problem?.line).toBe(line);
    expect(problem?.message).toContain(message);
  });

  it.each([
    ['a key twice', `${rule}severity: low\n`, 'not valid YAML'],
    ['a tag', rule.replace('like: tmp-*', 'like: !!js/function "x"'), 'not valid YAML'],
    ['broken YAML', 'a: [', 'not valid YAML'],
    ['nothing', '# only a comment\n', 'holds no rule'],
    ['aliases without bound', billionLaughs(), 'aliases'],
    ['depth without bound', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'cannot be read'],
  ])('refuses %s', (_, text, message) => {
    const { rules, problems } = readRuleFile('a.yaml', text);

    expect(rules).toEqual([]);
    expect(problems[0]?.message).toContain(message);
  });
});

function billionLaughs(): string {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*l${level - 1}`));
    return `l${level}: &l${level} [${items.join(', ')}]`;
  });
  return `${levels.join('\n')}\n`;
}
