import type { Noun, Observation, Things, Upsert } from '@nonhuman/model';
import { now as testNow } from '@nonhuman/model/testing';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import type { AnyImporter, ImportFile } from '../importer.ts';
import { FileProblem } from '../problems.ts';
import { readHead } from '../reading/file-head.ts';
import { importFile } from './import-files.ts';

/** Files of one run: name → content, or the files themselves. */
export type ImportFiles = Readonly<Record<string, string | Uint8Array>> | readonly ImportFile[];

/** What one run over export files gave. */
export interface Imported {
  readonly observations: readonly Observation[];
  /** Files that could not be read to their end, by name. */
  readonly problems: ReadonlyMap<string, FileProblem>;
  /** File name → id of the kind that read it; null when none recognised it. */
  readonly kinds: ReadonlyMap<string, string | null>;
  /** The values of one noun, in the order of the observations. */
  readonly of: <N extends Noun>(noun: N) => Things[N][];
  /** The listings that were read to their end, as `scope listing`, sorted. */
  readonly completed: readonly string[];
}

/** Runs an importer over files as the engine does: recognise, read by order, finish. */
export async function runImport(
  importer: AnyImporter,
  files: ImportFiles,
  given: { readonly options?: Readonly<Record<string, string>>; readonly now?: Date } = {},
): Promise<Imported> {
  const { options = {}, now = testNow } = given;
  const outer = { now, secrets: testSecretKeeper, options };
  const context = { ...outer, state: importer.start(outer) };
  const observations: Observation[] = [];
  const problems = new Map<string, FileProblem>();
  const kinds = new Map<string, string | null>();

  const waiting = [];
  for (const file of asFiles(files)) {
    const head = await readHead(file);
    const kind = importer.kinds.find((candidate) => candidate.recognise(head)) ?? null;
    kinds.set(file.name, kind?.id ?? null);
    if (kind) waiting.push({ file, kind });
  }
  waiting.sort((a, b) => a.kind.order - b.kind.order);
  for (const { file, kind } of waiting) {
    try {
      for await (const observation of kind.read(file, context)) observations.push(observation);
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem;
      problems.set(file.name, problem);
    }
  }
  for await (const observation of importer.finish(context)) observations.push(observation);

  const upserts = observations.filter((one): one is Upsert => one.type === 'upsert');
  return {
    observations,
    problems,
    kinds,
    of: <N extends Noun>(noun: N) =>
      upserts.filter((one) => one.noun === noun).map((one) => one.value as Things[N]),
    completed: observations
      .flatMap((one) => (one.type === 'complete' ? [`${one.scopeKey} ${one.listing}`] : []))
      .sort(),
  };
}

function asFiles(files: ImportFiles): ImportFile[] {
  if (Array.isArray(files)) return [...(files as readonly ImportFile[])];
  return Object.entries(files).map(([name, content]) =>
    importFile(name, content, { chunkBytes: 997 }),
  );
}
