import { FileProblem } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { readYaml } from './yaml.ts';

function only(text: string) {
  const [document] = readYaml(text);
  if (!document) throw new Error('no document');
  return document;
}

function problemOf(text: string): FileProblem {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('readYaml', () => {
  it('gives plain data and the line of every key', () => {
    const document = only(
      '# head\non: push\njobs:\n  a:\n    steps:\n      - run: x\n      - uses: y\n',
    );

    expect(document.value).toEqual({
      on: 'push',
      jobs: { a: { steps: [{ run: 'x' }, { uses: 'y' }] } },
    });
    expect(document.lineOf(['on'])).toBe(2);
    expect(document.lineOf(['jobs', 'a', 'steps', 1, 'uses'])).toBe(7);
    expect(document.lineOf(['jobs', 'a', 'steps', 1])).toBe(7);
  });

  it('gives the nearest line for a path that does not exist', () => {
    const document = only('a:\n  b: 1\n');

    expect(document.lineOf(['a', 'missing', 'deeper'])).toBe(1);
  });

  it('tells the key from the value of a block scalar', () => {
    const document = only('a:\n  script: |\n    first\n    second\n');

    expect(document.lineOf(['a', 'script'])).toBe(2);
    expect(document.valueLineOf(['a', 'script'])).toBe(2);
  });

  it('counts lines through several documents', () => {
    const [first, second] = readYaml('a: 1\n---\nb:\n  c: 2\n');

    expect(first?.value).toEqual({ a: 1 });
    expect(second?.lineOf(['b', 'c'])).toBe(4);
  });

  it('loses only the broken document when told where to report it', () => {
    const problems: FileProblem[] = [];

    const documents = readYaml('a: 1\n---\nb: [\n---\nc: 3\n', {
      onProblem: (problem) => problems.push(problem),
    });

    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(problems).toHaveLength(1);
  });

  it('merges aliases and merge keys, own keys first', () => {
    const document = only('x: &x {image: a, token: b}\njob:\n  <<: *x\n  image: c\n');

    expect(document.value).toMatchObject({ job: { image: 'c', token: 'b' } });
    expect(document.lineOf(['job', 'token'])).toBe(1);
    expect(document.lineOf(['job', 'image'])).toBe(4);
  });

  it.each([
    ['an account number with a leading zero', 'a: 012345678901', '012345678901'],
    ['a number beyond what can be counted', 'a: 12345678901234567890', '12345678901234567890'],
    ['a small number', 'a: 42', 42],
    ['a quoted number', 'a: "42"', '42'],
    ['the word that old YAML reads as true', 'a: on', 'on'],
  ])('keeps %s as written', (_, text, expected) => {
    expect(only(text).value).toEqual({ a: expected });
  });

  it('keeps the value below an unknown tag, and lets a reader rewrite it', () => {
    const text = 'role: !GetAtt Role.Arn\n';

    const plain = readYaml(text);
    const rewritten = readYaml(text, { tagged: (tag, value) => ({ [tag]: value }) });

    expect(plain[0]?.value).toEqual({ role: 'Role.Arn' });
    expect(rewritten[0]?.value).toEqual({ role: { '!GetAtt': 'Role.Arn' } });
  });

  it.each([
    ['nothing', ''],
    ['a comment', '# only this\n'],
  ])('finds no value in %s', (_, text) => {
    expect(readYaml(text).every(({ value }) => value === null)).toBe(true);
  });

  it('reads JSON with tabs', () => {
    expect(only('{\n\t"a": [1, {"b": null}]\n}').value).toEqual({ a: [1, { b: null }] });
  });
});

describe('readYaml against hostile text', () => {
  it('refuses aliases that unfold without bound', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `l${level}: &l${level} [${Array(9)
          .fill(level ? `*l${level - 1}` : 'x')
          .join(',')}]`,
    );

    expect(problemOf(levels.join('\n'))).toMatchObject({ reason: 'too-large' });
  });

  it('looks an anchor up once, however many aliases name it', () => {
    const text = `a: &a {b: 1}\nlist:\n${'  - *a\n'.repeat(5_000)}`;

    expect(only(text).lineOf(['list', 4_999, 'b'])).toBe(1);
  });

  it('refuses an alias of itself', () => {
    expect(problemOf('a: &a\n  b: *a\n').reason).toBe('too-large');
  });

  it.each([
    ['flow lists', '['.repeat(20_000)],
    ['closed flow lists', `${'['.repeat(3_000)}${']'.repeat(3_000)}`],
    ['compact lists', `${'- '.repeat(20_000)}x`],
    ['mappings', Array.from({ length: 400 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('refuses %s nested too deeply without ending the process', (_, text) => {
    expect(problemOf(text)).toBeInstanceOf(FileProblem);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('takes %s for an ordinary key', (key) => {
    const { value } = only(`${key}:\n  polluted: true\n`);

    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value as object)).toEqual([[key, { polluted: true }]]);
    expect('polluted' in {}).toBe(false);
  });

  it('lets the later of two equal keys win', () => {
    expect(only('a: 1\na: 2\n').value).toEqual({ a: 2 });
  });

  it('names the line of a tab and quotes nothing of the text', () => {
    const planted = ['pass', 'word-of-the-day'].join('');

    const problem = problemOf(`a: 1\nb:\n\t${planted}: 1\n`);

    expect(problem.message).toContain('Line 3');
    expect(problem.message).not.toContain(planted);
  });

  it('reads text with broken characters', () => {
    const text = new TextDecoder().decode(Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a));

    expect(only(text).value).toEqual({ a: '��' });
  });
});
