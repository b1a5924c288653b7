import { posix } from 'node:path';
import {
  type FileCollector,
  type FileContext,
  FileProblem,
  type HostFile,
} from '@nonhuman/connector-kit';
import type { Noun, Observation, Things, Upsert } from '@nonhuman/model';
import { now } from '@nonhuman/model/testing';
import { testSecretKeeper } from '@nonhuman/runtime/testing';

/** One file of a fake host: its content, or its content with what the file system tells. */
export type FakeFile =
  | string
  | Uint8Array
  | {
      readonly content: string | Uint8Array;
      readonly mode?: string;
      readonly owner?: string;
      readonly tracked?: boolean;
      readonly modifiedAt?: string;
    };

/** What a collector reported, by noun, with the gaps it named. */
export interface Reported {
  readonly all: readonly Upsert[];
  readonly gaps: readonly { readonly reason: string; readonly message: string }[];
  of<N extends Noun>(noun: N): Things[N][];
}

function hostFile(path: string, file: FakeFile): HostFile {
  const told = typeof file === 'object' && 'content' in file ? file : { content: file };
  const bytes =
    typeof told.content === 'string' ? new TextEncoder().encode(told.content) : told.content;
  return {
    path,
    name: posix.basename(path),
    size: bytes.length,
    mode: told.mode ?? '0600',
    owner: told.owner ?? 'ada',
    modifiedAt: told.modifiedAt ?? now.toISOString(),
    bytes: () => bytes,
    text() {
      if (bytes.subarray(0, 4096).includes(0))
        throw new FileProblem('unreadable', 'The file is binary');
      return new TextDecoder().decode(bytes);
    },
  };
}

/** Runs one collector over one file of a fake host whose home is `/home/ada`; paths are absolute. */
export function collectFrom(
  collector: FileCollector,
  path: string,
  files: Readonly<Record<string, FakeFile>>,
): Reported {
  const target = files[path];
  if (target === undefined) throw new Error(`The fake host has no ${path}`);
  const file = hostFile(path, target);
  const gaps: { reason: string; message: string }[] = [];
  const context: FileContext = {
    now,
    scopeKey: '/home/ada',
    home: path.startsWith('/home/ada/') ? '/home/ada' : null,
    user: path.startsWith('/home/ada/') ? 'ada' : null,
    hostName: 'workbench',
    secrets: testSecretKeeper,
    file(other) {
      const absolute = posix.resolve(posix.dirname(path), other);
      const found = files[absolute];
      return found === undefined ? null : hostFile(absolute, found);
    },
    siblings: () =>
      Object.keys(files)
        .filter((other) => posix.dirname(other) === posix.dirname(path))
        .map((other) => posix.basename(other))
        .sort(),
    isTracked: () =>
      typeof target === 'object' && 'content' in target ? (target.tracked ?? null) : null,
    gap: (problem) => gaps.push(problem),
  };
  const all = [...collector.collect(file, context)];
  return {
    all,
    gaps,
    of: <N extends Noun>(noun: N) =>
      all.filter((upsert) => upsert.noun === noun).map((upsert) => upsert.value as Things[N]),
  };
}

/** Everything that observations say, as one text: to search for a planted secret. */
export function everythingSaid(reported: Reported | readonly Observation[]): string {
  return JSON.stringify('all' in reported ? { all: reported.all, gaps: reported.gaps } : reported);
}
