import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../docs/root.ts';

const left = new Set(['node_modules', 'dist', '.git', '.testdata', '.cache', 'coverage']);

/** A copy of the checkout to try things in, with the installed packages linked. Remove it when done. */
export function copyCheckout(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'nonhuman-checkout-'));
  cpSync(root, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
  linkModules(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of readdirSync(join(folder, 'packages'))) {
    const own = join(root, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(folder, 'packages', name, 'node_modules'));
    const manifest = join(folder, 'packages', name);
    const link = name === 'cli' ? 'nonhuman' : `@nonhuman/${name}`;
    symlinkSync(manifest, join(folder, 'node_modules', link));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Links what was installed, but our own packages, which the copy has itself. */
function linkModules(from: string, to: string): void {
  mkdirSync(join(to, '@nonhuman'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@nonhuman' && name !== 'nonhuman') symlinkSync(join(from, name), join(to, name));
  }
}
