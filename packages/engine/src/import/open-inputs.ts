import { readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FileProblem, type ImportFile } from '@nonhuman/connector-kit';
import { NhiError } from '@nonhuman/model';
import { archiveKindOf, gunzipped, tarEntries } from './archives.ts';
import { type ByteSource, fileSource, memorySource, readStart, readWhole } from './byte-source.ts';
import { type ExpansionLimits, expansionLimits } from './expansion.ts';
import { openZip } from './zip.ts';

/** What to import. */
export interface ImportInputs {
  /** Files, folders and archives; `-` is standard input. */
  readonly paths: readonly string[];
  /** Read for `-`; null where there is none. */
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly limits?: ExpansionLimits;
}

/** A file that could not be opened. */
export interface InputProblem {
  readonly name: string;
  readonly problem: FileProblem;
}

/** The files found, sorted by name. `close` after the last was read. */
export interface OpenInputs {
  readonly files: readonly ImportFile[];
  readonly problems: readonly InputProblem[];
  close(): void;
}

interface Opening {
  readonly limits: ExpansionLimits;
  readonly files: ImportFile[];
  readonly problems: InputProblem[];
  readonly closers: (() => void)[];
}

/**
 * Finds the files of inputs: folders are walked, archives opened, also those in another one, once.
 * Nothing is unpacked to disk. Hidden files are left out.
 *
 * Throws `FILE_UNREADABLE` for a path that is not there; what is wrong inside of one is a problem.
 */
export async function openImportFiles(inputs: ImportInputs): Promise<OpenInputs> {
  const { limits = expansionLimits } = inputs;
  const opening: Opening = { limits, files: [], problems: [], closers: [] };
  const close = () => {
    for (const closer of opening.closers) closer();
  };
  try {
    for (const source of await sourcesOf(inputs, opening)) await addSource(opening, source, 0);
  } catch (error) {
    close();
    throw error;
  }
  const { files, problems } = opening;
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), problems, close };
}

async function sourcesOf(inputs: ImportInputs, opening: Opening): Promise<ByteSource[]> {
  const sources: ByteSource[] = [];
  for (const path of inputs.paths) {
    if (path === '-') sources.push(await stdinSource(inputs.stdin, opening));
    else addPath(sources, opening, { path, name: path, stats: statOf(path) });
  }
  return sources;
}

async function stdinSource(stdin: ImportInputs['stdin'], { limits }: Opening): Promise<ByteSource> {
  const name = 'standard input';
  if (stdin === null) {
    const hint = 'Pipe a file into the command, or name one.';
    throw new NhiError('FILE_UNREADABLE', { path: '-', hint });
  }
  return memorySource(name, null, await readWhole(stdin, limits.heldBytes));
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    const hint = 'Check that the path is right and that you may read it.';
    throw new NhiError('FILE_UNREADABLE', { path, hint }, { cause });
  }
}

function addPath(
  sources: ByteSource[],
  opening: Opening,
  { path, name, stats }: { path: string; name: string; stats: Stats },
): void {
  if (stats.isFile()) sources.push(fileSource(path, name, stats));
  else if (stats.isDirectory()) {
    for (const entry of namesIn(opening, path)) {
      const inner = join(path, entry);
      const of = attempt(opening, inner, () => statSync(inner));
      if (of) addPath(sources, opening, { path: inner, name: join(name, entry), stats: of });
    }
  } else {
    const problem = new FileProblem('unsupported', 'It is neither a file nor a folder');
    opening.problems.push({ name, problem });
  }
}

function namesIn(opening: Opening, folder: string): string[] {
  const entries = attempt(opening, folder, () => readdirSync(folder, { withFileTypes: true }));
  // A link may lead round in a circle; what it points at is imported under its own path.
  return (entries ?? [])
    .filter((entry) => !isHidden(entry.name) && !entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort();
}

function attempt<T>(opening: Opening, name: string, work: () => T): T | null {
  try {
    return work();
  } catch (cause) {
    const problem = new FileProblem('not-permitted', 'It may not be read', {
      needs: 'Read access',
      cause,
    });
    opening.problems.push({ name, problem });
    return null;
  }
}

function isHidden(name: string): boolean {
  return basename(name).startsWith('.') || name.split('/').includes('__MACOSX');
}

/** `depth` counts the archives that the source lies in. */
async function addSource(opening: Opening, source: ByteSource, depth: number): Promise<void> {
  try {
    const kind = archiveKindOf(await readStart(source, 512));
    if (kind === null) {
      opening.files.push(source);
    } else if (kind === 'gzip') {
      await addSource(opening, gunzipped(source, opening.limits), depth);
    } else if (depth === 2) {
      throw new FileProblem('unsupported', 'It is an archive in an archive in an archive', {
        needs: 'Unpack it and import the files',
      });
    } else {
      for (const entry of await entriesOf(opening, kind, source)) {
        if (!isHidden(entry.name)) await addSource(opening, entry, depth + 1);
      }
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    opening.problems.push({ name: source.name, problem: error });
  }
}

async function entriesOf(
  opening: Opening,
  kind: 'zip' | 'tar',
  source: ByteSource,
): Promise<readonly ByteSource[]> {
  if (kind === 'tar') return tarEntries(source, opening.limits);
  const zip = await openZip(source, opening.limits);
  opening.closers.push(() => zip.close());
  return zip.entries;
}
