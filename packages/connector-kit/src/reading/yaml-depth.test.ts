import { describe, expect, it } from 'vitest';
import { refuseDeepYaml } from './yaml-depth.ts';

describe('refuseDeepYaml', () => {
  it.each([
    ['brackets', '['.repeat(201)],
    ['braces', '{a: '.repeat(201)],
    ['compact lists', `${'- '.repeat(201)}x`],
    ['indents', Array.from({ length: 202 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('refuses %s before the parser sees them', (_, text) => {
    expect(() => refuseDeepYaml(`first: 1\n${text}`)).toThrow(
      /^line \d+: more than 200 levels deep$/,
    );
  });

  it.each([
    ['many lists beside each other', '- [a, b]\n'.repeat(10_000)],
    ['a long mapping', 'a:\n  b:\n    c: 1\n'.repeat(10_000)],
    ['text with brackets that close', 'a: "[[[]]]"\n'.repeat(1_000)],
  ])('lets %s pass', (_, text) => {
    expect(() => refuseDeepYaml(text)).not.toThrow();
  });
});
