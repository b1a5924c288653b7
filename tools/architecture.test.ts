import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, 'packages');
const pure = ['model', 'access', 'checks', 'secrets', 'detections', 'api-contract'];

/** Reads the table "Who may import whom" of ARCHITECTURE.md: the page is the rule. */
function allowedImports(): Record<string, string[]> {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const table = /## Who may import whom[^\n]*\n([\s\S]*?)\n\n[^|\n]/.exec(page)?.[1] ?? '';
  const rows = [...table.matchAll(/^\| ([a-z, -]+) \| ([a-z, -]+) \|$/gm)].filter(
    ([, name]) => name !== 'package',
  );
  return Object.fromEntries(
    rows.flatMap(([, names = '', uses = '']) =>
      names.split(', ').map((name) => [name, uses === 'nothing of ours' ? [] : uses.split(', ')]),
    ),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

/** What one file imports that it may not. `isTest` files may also use the `./testing` of what they may use. */
function violations(file: string, text: string, mayUse: Record<string, string[]>): string[] {
  const [owner = '', ...inside] = relative(packages, file).split(sep);
  const isTest = /\.test\.tsx?$/.test(file) || inside.includes('testing') || inside[0] === 'test';
  const found: string[] = [];
  for (const [, target = ''] of text.matchAll(specifiers)) {
    const named = /^@nonhuman\/([^/]+)/.exec(target)?.[1];
    if (named && named !== owner && !mayUse[owner]?.includes(named) && !isTest)
      found.push(`${owner} may not use ${named}`);
    if (named && target.endsWith('/testing') && !isTest)
      found.push(`${owner} uses test code of ${named}`);
    if (target.startsWith('node:') && pure.includes(owner) && !isTest)
      found.push(`${owner} is pure and may not use ${target}`);
    if (!target.startsWith('.')) continue;
    const [into, ...rest] = relative(packages, resolve(dirname(file), target)).split(sep);
    if (into !== owner) found.push(`reaches into ${into} by path`);
    const connector = inside[1];
    if (
      owner === 'connectors' &&
      inside.length > 2 &&
      connector !== 'formats' &&
      connector !== rest[1] &&
      rest[1] !== 'formats' &&
      !isTest
    )
      found.push(`connector ${connector} uses ${rest[1]}`);
  }
  return found.map((problem) => `${relative(root, file)}: ${problem}`);
}

const mayUse = allowedImports();

describe('the architecture', () => {
  it('has a rule for every package', () => {
    const folders = readdirSync(packages);

    expect(folders.filter((name) => !(name in mayUse))).toEqual([]);
  });

  it('is kept by every file, type imports included', () => {
    const problems = sources(packages).flatMap((file) =>
      violations(file, readFileSync(file, 'utf8'), mayUse),
    );

    expect(problems).toEqual([]);
  });

  it.each([
    [
      'connectors/src/aws/client.ts',
      "import { db } from '@nonhuman/store';",
      'connectors may not use store',
    ],
    [
      'connectors/src/aws/client.ts',
      "import type { Db } from '@nonhuman/store';",
      'connectors may not use store',
    ],
    [
      'connectors/src/aws/client.ts',
      "import { x } from '../github/client.ts';",
      'connector aws uses github',
    ],
    [
      'checks/src/credential/too-old.ts',
      "import { readFileSync } from 'node:fs';",
      'checks is pure and may not use node:fs',
    ],
    [
      'web/src/main.tsx',
      "import { x } from '../../server/src/app.ts';",
      'reaches into server by path',
    ],
  ])('refuses, in %s, %s', (file, text, problem) => {
    const found = violations(join(packages, file), text, mayUse);

    expect(found.join()).toContain(problem);
  });

  it('never branches on a provider in the core, but for what declares a link', () => {
    const named = /['"](aws|github|kubernetes|okta|gcp|azure|entra)['"]/;
    // Modules of data, like checks and connectors: the linker reads them and knows none by name.
    const declares = /[\\/]link[\\/](rules|federation)[\\/]/;
    const core = ['engine', 'store'].flatMap((name) => sources(join(packages, name, 'src')));

    const branching = core.filter(
      (file) =>
        !/\.test\.ts$|[\\/]testing[\\/]/.test(file) &&
        !declares.test(file) &&
        named.test(readFileSync(file, 'utf8')),
    );

    expect(branching.map((file) => relative(root, file))).toEqual([]);
  });

  it('has no file or folder whose name says nothing', () => {
    const empty =
      /(^|[\\/])(utils?|helpers?|common|misc|shared|lib|base|manager|service)(\.tsx?$|[\\/])/;

    expect(
      sources(packages)
        .map((file) => relative(packages, file))
        .filter((file) => empty.test(file)),
    ).toEqual([]);
  });
});
