import { FileProblem } from '@nonhuman/connector-kit';
import type { HostFileSystem } from './host-file-system.ts';
import { filesOfSkippedFolders, isPythonEnvironment, isSkippedFolder } from './skipped-folders.ts';

/** One step of a walk. */
export type WalkStep =
  | { readonly type: 'file'; readonly path: string; readonly name: string }
  /** A folder that could not be listed; what is below it was not seen. */
  | { readonly type: 'problem'; readonly path: string; readonly problem: FileProblem }
  /** A folder left out on purpose. */
  | { readonly type: 'skipped'; readonly path: string }
  /** A folder was read: a good moment to let others go on. */
  | { readonly type: 'folder'; readonly path: string };

/** What a walk keeps out of, besides what every walk does. */
export interface WalkBounds {
  /** Mount points that are not walked into. */
  readonly mounts: ReadonlySet<string>;
  /** Deeper folders are not walked. */
  readonly maxDepth: number;
}

/**
 * The regular files below a folder, in order of their paths' segments.
 *
 * Links are never followed: what they lead to within the folder is met on its own path, so there are
 * no loops and no ways out. Pipes, sockets and devices are left alone.
 */
export function* walk(
  files: HostFileSystem,
  root: string,
  bounds: WalkBounds,
): Generator<WalkStep, void, undefined> {
  const waiting: { path: string; depth: number }[] = [{ path: root, depth: 0 }];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const { path, depth } = folder;
    const entries = listOrProblem(files, path);
    if (entries instanceof FileProblem) {
      yield { type: 'problem', path, problem: entries };
      continue;
    }
    if (depth > 0 && isPythonEnvironment(entries)) {
      yield { type: 'skipped', path };
      continue;
    }
    const below: { path: string; depth: number }[] = [];
    for (const { name, type } of entries) {
      const inner = path === '/' ? `/${name}` : `${path}/${name}`;
      if (type === 'file') yield { type: 'file', path: inner, name };
      if (type !== 'folder') continue;
      if (isSkippedFolder(inner, name) || bounds.mounts.has(inner)) {
        yield* ofSkipped(files, inner, name);
      } else if (depth >= bounds.maxDepth) {
        yield { type: 'problem', path: inner, problem: tooDeep(bounds.maxDepth) };
      } else {
        below.push({ path: inner, depth: depth + 1 });
      }
    }
    waiting.push(...below.reverse());
    yield { type: 'folder', path };
  }
}

function listOrProblem(files: HostFileSystem, path: string) {
  try {
    return files.list(path).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
}

function* ofSkipped(files: HostFileSystem, path: string, name: string): Generator<WalkStep> {
  yield { type: 'skipped', path };
  for (const file of filesOfSkippedFolders[name] ?? []) {
    try {
      const inner = `${path}/${file}`;
      if (files.stat(inner).type === 'file') yield { type: 'file', path: inner, name: file };
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
    }
  }
}

function tooDeep(maxDepth: number): FileProblem {
  return new FileProblem('too-large', `It lies more than ${maxDepth} folders deep`, {
    needs: 'Scan it on its own',
  });
}
