import { posix } from 'node:path';
import { FileProblem } from '@nonhuman/connector-kit';
import {
  type FileStat,
  type FolderEntry,
  type HostFileSystem,
  tooLarge,
} from '../host-file-system.ts';

/** One path of a fake file system. Text is a file's content. */
export type FakeNode =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly is: 'pipe' }
  /** A file or, with `folder`, a folder that may not be read. */
  | { readonly is: 'denied'; readonly folder?: true }
  /** Listed, but gone when it is read. */
  | { readonly is: 'vanishing' };

interface Folder {
  readonly is: 'folder';
}

/** A file system in memory, by absolute path; counts what is read. */
export function fakeFileSystem(nodes: Readonly<Record<string, FakeNode>>): HostFileSystem & {
  readonly reads: string[];
} {
  const reads: string[] = [];
  const folders = foldersOf(Object.keys(nodes));

  function nodeAt(path: string): FakeNode | Folder {
    const node = nodes[path] ?? (folders.has(path) ? { is: 'folder' as const } : undefined);
    if (node === undefined) throw new FileProblem('vanished', 'It is not there any more');
    return node;
  }

  function content(path: string): Uint8Array {
    const node = nodeAt(path);
    if (typeof node === 'string') return new TextEncoder().encode(node);
    if (node instanceof Uint8Array) return node;
    if ('link' in node) throw new FileProblem('unsupported', 'It is a link');
    if (node.is === 'vanishing') throw new FileProblem('vanished', 'It is not there any more');
    if (node.is === 'denied') throw denied();
    throw new Error('what is no file was opened: the scan would hang');
  }

  return {
    reads,
    list(folder) {
      const node = nodeAt(folder);
      if (typeof node === 'object' && 'is' in node && node.is === 'denied') throw denied();
      return [...(folders.get(folder) ?? [])].map((name) => ({
        name,
        type: typeOf(nodeAt(posix.join(folder, name))),
      }));
    },
    stat(path) {
      const node = nodeAt(path);
      const size = typeof node === 'string' || node instanceof Uint8Array ? node.length : 1;
      return fakeStat(typeOf(node), size);
    },
    realPath(path) {
      const node = nodeAt(path);
      const isLink = typeof node === 'object' && 'link' in node;
      return isLink ? posix.resolve(posix.dirname(path), node.link) : path;
    },
    read(path, maxBytes) {
      reads.push(path);
      const bytes = content(path);
      if (bytes.length > maxBytes) throw tooLarge(bytes.length, maxBytes);
      return bytes;
    },
    readStart: (path, count) => content(path).subarray(0, count),
  };
}

/** The names in each folder. */
function foldersOf(paths: readonly string[]): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of paths) {
    for (let inner = path; inner !== '/'; inner = posix.dirname(inner)) {
      const folder = posix.dirname(inner);
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(posix.basename(inner)));
    }
  }
  return folders;
}

function typeOf(node: FakeNode | Folder): FolderEntry['type'] {
  if (typeof node === 'string' || node instanceof Uint8Array) return 'file';
  if ('link' in node) return 'link';
  if (node.is === 'folder') return 'folder';
  if (node.is === 'pipe') return 'other';
  return node.is === 'denied' && node.folder ? 'folder' : 'file';
}

function fakeStat(type: FileStat['type'], size: number): FileStat {
  return {
    type,
    size,
    mode: '0644',
    uid: 1000,
    modifiedAt: '2026-06-01T00:00:00.000Z',
    stamp: String(size),
  };
}

function denied(): FileProblem {
  return new FileProblem('not-permitted', 'It may not be read', { needs: 'Read access' });
}
