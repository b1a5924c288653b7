import { FileProblem } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { readHcl } from './hcl.ts';
import { hclData, hclLineOf } from './hcl-data.ts';

function valueOf(expression: string) {
  return readHcl(`a = ${expression}\n`).attributes.get('a')?.value;
}

function problemOf(text: string): FileProblem {
  try {
    readHcl(text);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('readHcl', () => {
  it('reads blocks with labels, nested blocks and the line of each', () => {
    const body = readHcl(
      [
        '# head',
        'resource "aws_iam_user" "ci" {',
        '  name = "ci" // the one',
        '  /* several',
        '     lines */',
        '  tags = { team = "core" }',
        '  lifecycle {',
        '    prevent_destroy = true',
        '  }',
        '}',
        'locals { x = 1 }',
      ].join('\n'),
    );

    const [resource, locals] = body.blocks;

    expect(resource).toMatchObject({ type: 'resource', labels: ['aws_iam_user', 'ci'], line: 2 });
    expect(resource?.attributes.get('tags')).toMatchObject({ value: { team: 'core' }, line: 6 });
    expect(resource?.blocks[0]).toMatchObject({ type: 'lifecycle', line: 7 });
    expect(locals?.attributes.get('x')?.value).toBe(1);
    expect(resource && hclData(resource)).toEqual({
      name: 'ci',
      tags: { team: 'core' },
      lifecycle: [{ prevent_destroy: true }],
    });
  });

  it.each([
    ['text', '"a b"', 'a b'],
    ['escapes', String.raw`"a\n\"b\" \\ \u00e4"`, 'a\n"b" \\ ä'],
    ['interpolations, kept', '"arn:${var.part}:x-${f("}")}"', 'arn:${var.part}:x-${f("}")}'],
    ['an escaped interpolation', '"$${a}"', '$${a}'],
    ['a number', '-1.5', -1.5],
    ['a boolean', 'true', true],
    ['nothing', 'null', null],
    ['a list over lines', '[\n  "a", # first\n  2,\n]', ['a', 2]],
    [
      'an object with any keys',
      '{ "a:b" = 1, c : [2]\n  (var.k) = 3 }',
      { 'a:b': 1, c: [2], '${var.k}': 3 },
    ],
    ['encoded JSON', 'jsonencode({ a = [1, var.b] })', { a: [1, '${var.b}'] }],
    ['a reference', 'aws_iam_user.ci[0].name', '${aws_iam_user.ci[0].name}'],
    ['a call', 'file("${path.module}/x.json")', '${file("${path.module}/x.json")}'],
    ['a condition', 'var.a ? "b" : "c"', '${var.a ? "b" : "c"}'],
    ['text that is only the beginning', '"a" == var.b', '${"a" == var.b}'],
    ['a loop', '[for u in var.users : u.name]', '${[for u in var.users : u.name]}'],
    [
      'a loop over lines',
      '{\n  for u in var.users : u => 1\n}',
      '${{\n  for u in var.users : u => 1\n}}',
    ],
  ])('reads %s', (_, expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  it('reads texts of several lines, outdented when asked, and counts their lines', () => {
    const body = readHcl(
      'a = <<-EOT\n    first\n      ${var.x}\n    EOT\nb = <<X\n  kept\nX\nc = 1\n',
    );

    expect(body.attributes.get('a')?.value).toBe('first\n  ${var.x}\n');
    expect(body.attributes.get('b')?.value).toBe('  kept\n');
    expect(body.attributes.get('c')?.line).toBe(8);
  });

  it('counts lines through expressions that it does not evaluate', () => {
    const body = readHcl('a = merge(\n  { x = 1 },\n  var.y\n)\nb = 2\n');

    expect(body.attributes.get('b')?.line).toBe(5);
  });

  it.each([
    [['password'], 2],
    [['login', 1, 'password'], 7],
    [['tags', 'inner', 'key'], 11],
    [['tags', 'missing'], 9],
    [['nothing'], 1],
  ])('tells the line of what is at %j, or of what is around it', (path, line) => {
    const text = [
      'db "x" {',
      '  password = "p"',
      '  login {',
      '    password = "q"',
      '  }',
      '  login {',
      '    password = "r"',
      '  }',
      '  tags = {',
      '    inner = {',
      '      key = "s"',
      '    }',
      '  }',
      '}',
    ].join('\n');

    const [block] = readHcl(text).blocks;

    expect(block && hclLineOf(block, path)).toBe(line);
  });

  it('takes __proto__ for an ordinary name', () => {
    const [block] = readHcl('x {\n  __proto__ = { polluted = true }\n}\n').blocks;

    const data = block && hclData(block);

    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(Object.keys(data ?? {})).toEqual(['__proto__']);
  });

  it.each([
    ['an open block', 'a {\n  b = 1\n', 3],
    ['an open text', 'a = 1\nb = "x\n', 2],
    ['an open list', 'a = [\n1,\n', 3],
    ['an open heredoc', 'a = <<E\nx\n', 3],
    ['a missing value', 'a = 1\nb =\n', 2],
    ['something else altogether', 'a = 1\n}{', 2],
  ])('names the line of %s and quotes nothing', (_, text, line) => {
    expect(problemOf(text).message).toMatch(new RegExp(`^Line ${line}: `));
  });

  it.each([
    ['lists', `a = ${'['.repeat(50_000)}`],
    ['blocks', 'a {\n'.repeat(50_000)],
    ['interpolations', `a = "${'${"'.repeat(50_000)}`],
    ['brackets', `a = f${'('.repeat(50_000)}`],
  ])('refuses %s nested without end, and does not end the process', (_, text) => {
    expect(problemOf(text)).toBeInstanceOf(FileProblem);
  });
});
