import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Surroundings, UsageError } from '../command.ts';
import { paletteFor } from '../output/palette.ts';
import { noProgress } from '../output/progress.ts';
import { checks } from './checks.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nonhuman-checks-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rule = `id: user-temporary-account
title: A temporary account is still there
severity: medium
judges: identity
nextAction: Delete it, or give it a lasting name.
fails: { field: identity.name, like: 'tmp-*' }
because: it is temporary
examples:
  fail: [{ name: a, identity: { name: tmp-1 } }]
  pass: [{ name: b, identity: { name: deploy } }]
`;
const surroundings = (): Surroundings => ({
  env: {},
  workingFolder: folder,
  input: Readable.from([]),
  now: () => new Date('2026-06-15T12:00:00Z'),
  progress: noProgress,
  signal: new AbortController().signal,
  version: '1.2.3',
  say: () => {},
  write: () => Promise.resolve(),
});
const test = (...words: string[]) =>
  checks.run({ arguments: ['test', ...words], options: {} }, surroundings());
const plain = paletteFor(false, {});

describe('nonhuman checks test', () => {
  it('says that a rule is right, without opening a store', async () => {
    await writeFile(join(folder, 'a.yaml'), rule);

    const result = await test('.');

    expect(result.exitCode).toBe(0);
    expect(result.data).toMatchObject({ rules: [{ id: 'user-temporary-account', examples: 2 }] });
    expect(result.text(plain, 100)).toContain('1 rule right, 0 problems.');
  });

  it('ends with 2 and the line when a rule is wrong', async () => {
    await writeFile(join(folder, 'b.yaml'), rule.replace('like', 'regex'));

    const result = await test(folder);

    expect(result.exitCode).toBe(2);
    expect(result.text(plain, 100)).toContain(`${join(folder, 'b.yaml')}:6`);
    expect(result.text(plain, 100)).toContain('There is no operator "regex"');
  });

  it('does not call a folder without rules a success', async () => {
    const result = await test('nowhere');

    expect(result.exitCode).toBe(2);
    expect(result.text(plain, 100)).toContain('There are no rule files');
  });

  it.each([
    ['no folder', () => test()],
    ['another word', () => checks.run({ arguments: ['tset'], options: {} }, surroundings())],
  ])('refuses %s', async (_, run) => {
    await expect(run()).rejects.toThrow(UsageError);
  });
});
