import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const left = new Set(['node_modules', 'dist', '.git', '.testdata', '.cache', 'coverage']);

/** Files below a folder whose names end so, without those that are made or installed; absolute, sorted. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (left.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, ending);
      return ending.test(entry.name) ? [path] : [];
    })
    .sort();
}

/** Every Markdown page but the copy that the build puts beside the program. */
export function markdownPages(): string[] {
  const copy = join(root, 'packages/cli/README.md');
  return filesBelow(root, /\.md$/).filter((path) => path !== copy);
}
