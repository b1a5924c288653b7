import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from '@nonhuman/checks';
import { scanText } from '@nonhuman/secrets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companyOf } from './company.ts';
import type { Truth } from './truth.ts';
import { subjectsOf } from './truth-of-company.ts';
import { unplanted } from './unplanted.ts';
import { type CompanyRequest, writeCompany } from './write-company.ts';

const now = new Date('2026-06-15T12:00:00Z');
let work = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nonhuman-company-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

/** Path, mode and hash of every file below a folder. */
async function contentOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const lines = await Promise.all(
    files.map(async (file) => {
      const hash = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      return `${file.slice(folder.length)} ${((await stat(file)).mode & 0o777).toString(8)} ${hash}`;
    }),
  );
  return lines.sort();
}

async function written(name: string, change: Partial<CompanyRequest>): Promise<string[]> {
  const folder = join(work, name);
  await writeCompany({ seed: 7, size: 'startup', now, folder, ...change });
  return contentOf(folder);
}

describe('a company', () => {
  it('has the same bytes for the same seed, and others for another', async () => {
    const [one, again, other] = [
      await written('one', {}),
      await written('again', {}),
      await written('other', { seed: 8 }),
    ];

    expect(again).toEqual(one);
    expect(other.filter((line) => one.includes(line)).length).toBeLessThan(one.length / 3);
  });

  it('of a larger size has more of the same', async () => {
    await written('large', { size: 2000 });
    const truth = JSON.parse(await readFile(join(work, 'large', 'truth.json'), 'utf8')) as Truth;

    const identities = truth.subjects.filter(({ subject }) => subject.noun === 'identity');

    expect(identities.length).toBeGreaterThan(1800);
    expect(identities.length).toBeLessThan(3000);
  });
});

const subjects = [...subjectsOf(companyOf({ seed: 7, size: 'startup', now }))];
const ids = new Set(checks.map(({ id }) => id));
const failed = new Set(subjects.flatMap(({ fails }) => fails));
const close = new Set(subjects.flatMap(({ nearly }) => nearly));

describe('the truth', () => {
  it('plants every check but those that no export can make fail', () => {
    const missing = [...ids].filter((id) => !failed.has(id) && !(id in unplanted));

    expect(missing.sort()).toEqual([]);
  });

  it('names no check that there is not, and calls none unplanted that is planted', () => {
    expect([...failed, ...close, ...Object.keys(unplanted)].filter((id) => !ids.has(id))).toEqual(
      [],
    );
    expect(Object.keys(unplanted).filter((id) => failed.has(id))).toEqual([]);
  });

  it.each([
    'credential-too-old',
    'credential-unused',
    'credential-expires-soon',
    'credential-lifetime-too-long',
    'identity-unused',
    'identity-never-used',
    'identity-two-active-keys',
    'identity-shared-by-workloads',
    'key-weak',
    'trust-federated-login-too-wide',
  ])('has near misses beside the hits of %s', (check) => {
    expect(failed.has(check)).toBe(true);
    expect(close.has(check)).toBe(true);
  });

  it('never says of one thing that it fails a check and nearly does', () => {
    const both = subjects.filter(({ fails, nearly }) => nearly.some((id) => fails.includes(id)));

    expect(both.map(({ subject }) => subject.name)).toEqual([]);
  });

  it('names each thing once with an owner', () => {
    const owned = subjects.filter(({ owner }) => owner).map(({ subject }) => subject.name);

    expect(owned.length).toBe(new Set(owned).size);
  });
});

describe('the sources', () => {
  it('hold no text that looks like a secret: it is made when a company is written', async () => {
    const folder = fileURLToPath(new URL('.', import.meta.url));
    const names = await readdir(folder, { recursive: true });
    const texts = await Promise.all(
      names
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFile(join(folder, name), 'utf8')),
    );

    expect(texts.flatMap((text) => scanText(text)).map(({ title }) => title)).toEqual([]);
  });
});
