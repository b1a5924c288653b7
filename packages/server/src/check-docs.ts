import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The page of a check by its id, from a folder that has `<area>/<name>.md`; null when there is none. */
export function checkDocsIn(folder: string | null): (checkId: string) => string | null {
  return (checkId) => {
    const [, area, name] = /^([a-z0-9]+)-([a-z0-9-]+)$/.exec(checkId) ?? [];
    if (folder === null || area === undefined || name === undefined) return null;
    try {
      return readFileSync(join(folder, area, `${name}.md`), 'utf8');
    } catch {
      return null;
    }
  };
}

/** The folder of the checks' sources, in development; null where they are not on the disk. */
export function checkSources(): string | null {
  try {
    return fileURLToPath(new URL('.', import.meta.resolve('@nonhuman/checks')));
  } catch {
    return null;
  }
}
