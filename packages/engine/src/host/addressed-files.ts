import { type FileCollector, FileProblem } from '@nonhuman/connector-kit';
import type { HostFileSystem } from './host-file-system.ts';
import { globSource } from './match-files.ts';

/** A file that collectors name by its whole path. */
export interface AddressedFile {
  readonly path: string;
  readonly name: string;
  readonly collectors: readonly FileCollector[];
}

/** The files that are there of those that collectors name, and folders that could not be listed. */
export interface Addressed {
  readonly files: readonly AddressedFile[];
  readonly problems: readonly { readonly path: string; readonly problem: FileProblem }[];
}

/** Finds the files of patterns like `.aws/sso/cache/*.json` below a folder, without walking it. */
export function addressedFiles(
  files: HostFileSystem,
  base: string,
  patterns: readonly { readonly pattern: string; readonly collector: FileCollector }[],
): Addressed {
  const found = new Map<string, FileCollector[]>();
  const problems: { path: string; problem: FileProblem }[] = [];
  const lists = new Map<string, readonly string[]>();

  function namesIn(folder: string): readonly string[] {
    const known = lists.get(folder);
    if (known) return known;
    let names: string[] = [];
    try {
      names = files
        .list(folder)
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      if (error.reason !== 'vanished') problems.push({ path: folder, problem: error });
    }
    lists.set(folder, names);
    return names;
  }

  function find(folder: string, segments: readonly string[], collector: FileCollector): void {
    const [segment, ...rest] = segments;
    if (segment === undefined) return;
    const pattern = new RegExp(`^${globSource(segment)}$`);
    const names = namesIn(folder).filter((name) =>
      segment.includes('*') ? pattern.test(name) : name === segment,
    );
    for (const name of names) {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      if (rest.length > 0) find(path, rest, collector);
      else if (!found.get(path)?.includes(collector)) {
        found.set(path, [...(found.get(path) ?? []), collector]);
      }
    }
  }

  for (const { pattern, collector } of patterns) {
    find(
      base,
      pattern.split('/').filter((segment) => segment !== ''),
      collector,
    );
  }
  const addressed = [...found].map(([path, collectors]) => ({
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    collectors,
  }));
  return { files: addressed.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}
