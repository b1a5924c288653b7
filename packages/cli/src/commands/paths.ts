import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Call, type Surroundings, UsageError } from '../command.ts';

/** What a scan reads: the paths named, or the home. Throws `UsageError` for one that is not there. */
export function rootsOf(
  { arguments: paths }: Call,
  { workingFolder }: Pick<Surroundings, 'workingFolder'>,
): readonly string[] {
  if (paths.length === 0) return [homedir()];
  return paths.map((path) => {
    const root = resolve(workingFolder, path);
    if (!existsSync(root)) throw new UsageError(`There is no such folder or file: ${root}`);
    return root;
  });
}

/** Where a command is to write. Throws `UsageError` when it is a folder, there is none for it, or it may not be written. */
export function outputPathOf(
  path: string,
  { workingFolder }: Pick<Surroundings, 'workingFolder'>,
): string {
  const file = resolve(workingFolder, path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new UsageError(`${file} is a folder; name a file in it.`);
  try {
    if (stats?.isFile() === false) accessSync(file, constants.W_OK);
    else accessSync(dirname(file), constants.W_OK | constants.X_OK);
  } catch {
    throw new UsageError(
      `${file} cannot be written: there is no such folder, or it is closed to you.`,
    );
  }
  return file;
}
