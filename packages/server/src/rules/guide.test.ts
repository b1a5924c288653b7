import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRuleFile } from './read-rule-file.ts';

const guide = new URL('../../../../docs/guide/own-rules.md', import.meta.url);

describe('the guide about own rules', () => {
  const blocks = [...readFileSync(guide, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)];

  it('has examples', () => {
    expect(blocks.length).toBeGreaterThan(1);
  });

  it.each(blocks.map(([, text = '']) => [/^id: (\S+)/.exec(text)?.[1] ?? 'no id', text]))(
    'shows a rule that is right: %s',
    (_, text) => {
      const { rules, problems } = readRuleFile('guide.yaml', text);

      expect(problems).toEqual([]);
      expect(rules).toHaveLength(1);
    },
  );
});
