import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from './load-rules.ts';
import { maxRuleFileBytes } from './read-rule-file.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nonhuman-rules-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const ruleNamed = (id: string) => `id: ${id}
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

describe('a folder of rules', () => {
  it('is read by name, rule files alone', async () => {
    const folder = await folderWith({
      'b.yaml': ruleNamed('user-b'),
      'a.yml': ruleNamed('user-a'),
      'README.md': 'text',
      '.hidden.yaml': 'broken: [',
    });

    const { rules, problems } = await loadRules(folder);

    expect(rules.map(({ check }) => check.id)).toEqual(['user-a', 'user-b']);
    expect(problems).toEqual([]);
  });

  it('that is not there holds no rules', async () => {
    expect(await loadRules('/nowhere/at/all')).toEqual({ rules: [], problems: [] });
  });

  it('loses only the file that is wrong', async () => {
    const folder = await folderWith({ 'a.yaml': 'a: [', 'b.yaml': ruleNamed('user-b') });

    const { rules, problems } = await loadRules(folder);

    expect(rules.map(({ check }) => check.id)).toEqual(['user-b']);
    expect(problems).toMatchObject([{ file: join(folder, 'a.yaml'), line: 1 }]);
  });

  it('takes an id once', async () => {
    const folder = await folderWith({
      'a.yaml': ruleNamed('user-a'),
      'b.yaml': ruleNamed('user-a'),
    });

    const { rules, problems } = await loadRules(folder);

    expect(rules).toHaveLength(1);
    expect(problems).toMatchObject([
      { file: join(folder, 'b.yaml'), message: expect.stringContaining('is taken by') },
    ]);
  });

  it('says what it cannot read', async () => {
    const folder = await folderWith({ 'large.yaml': '#'.repeat(maxRuleFileBytes + 1) });
    await symlink(join(folder, 'missing'), join(folder, 'broken.yaml'));

    const { problems } = await loadRules(folder);

    expect(problems.map(({ message }) => message)).toEqual([
      'It cannot be read (ENOENT).',
      expect.stringContaining('a rule file has at most'),
    ]);
  });
});
