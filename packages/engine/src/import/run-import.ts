import {
  type AnyImporter,
  type Connector,
  FileProblem,
  type ImportContext,
  type ImportFile,
  type ImportKind,
  readHead,
} from '@nonhuman/connector-kit';
import type { Complete, Gap, Observation, Timestamp } from '@nonhuman/model';
import { NhiError } from '@nonhuman/model';
import type { SecretKeeper } from '@nonhuman/runtime';
import { runSync, type SyncDeps } from '../sync/run-sync.ts';
import type { SyncProgress, SyncSummary } from '../sync/summary.ts';
import { namedByCommand } from './file-of-command.ts';
import { type ImportInputs, type InputProblem, openImportFiles } from './open-inputs.ts';

/** What to import, and as what. */
export interface ImportRequest {
  readonly connector: Connector;
  readonly inputs: ImportInputs;
  /** The importer's own options. */
  readonly options: Readonly<Record<string, string>>;
  /** When the exports were made. The newest file's time if not given. */
  readonly observedAt?: Date;
  /** Which connection it is, where one provider has several. `exports` if not given. */
  readonly name?: string;
  readonly secrets: SecretKeeper;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** How far an import has come. */
export interface ImportProgress {
  /** The file being read; null between files and at the end. */
  readonly file: string | null;
  readonly filesDone: number;
  readonly files: number;
  readonly rows: SyncProgress | null;
}

/** One file that was found, with what it was taken for. */
export interface ImportedFile {
  readonly name: string;
  /** The id of its kind; null when it is none that is known. */
  readonly kind: string | null;
  /** Whether it was read to its end. What stood before the break of a broken file counts. */
  readonly isWhole: boolean;
}

/** How an import went. */
export interface ImportSummary extends SyncSummary {
  readonly observedAt: Timestamp;
  readonly files: readonly ImportedFile[];
}

interface Recognised {
  readonly file: ImportFile;
  readonly kind: ImportKind<unknown>;
  /** Why it is not what it is by its name; null when its content tells what it is. */
  readonly problem: FileProblem | null;
}

interface Plan {
  readonly recognised: readonly Recognised[];
  readonly unrecognised: readonly ImportFile[];
  readonly problems: readonly InputProblem[];
}

/**
 * Imports export files of a provider, offline. A file that cannot be read costs itself: it becomes a
 * gap, and nothing that it might have told of is removed.
 *
 * Throws `FILE_UNREADABLE` for a path that is not there, `PROVIDER_UNKNOWN` when the connector has no
 * import, and what `runSync` throws.
 */
export async function runImport(deps: SyncDeps, request: ImportRequest): Promise<ImportSummary> {
  const { connector, inputs, signal } = request;
  const { importer } = connector;
  if (importer === null) {
    const hint = 'This provider has no import of files.';
    throw new NhiError('PROVIDER_UNKNOWN', { provider: connector.id, hint });
  }
  const opened = await openImportFiles(inputs);
  try {
    const plan = await planOf(importer, madeAt(opened.files, request), opened.problems);
    const observedAt = request.observedAt ?? newest(plan.recognised, deps.now());
    const progress = progressOf(plan, request.onProgress);
    const broken = new Set<string>();
    const summary = await runSync(deps, {
      connection: { connectorId: connector.id, kind: 'import', name: request.name ?? 'exports' },
      observedAt,
      observations: observationsOf(importer, plan, { request, deps, progress, broken }),
      onProgress: progress.rows,
      ...(signal ? { signal } : {}),
    });
    const files = [
      ...plan.recognised.map(({ file: { name }, kind, problem }) => {
        return { name, kind: problem === null ? kind.id : null, isWhole: !broken.has(name) };
      }),
      ...plan.unrecognised.map(({ name }) => ({ name, kind: null, isWhole: false })),
    ];
    return { ...summary, observedAt: observedAt.toISOString(), files };
  } finally {
    opened.close();
  }
}

/** Who says when the exports were made is believed before what archives and file systems kept. */
function madeAt(
  files: readonly ImportFile[],
  { observedAt }: ImportRequest,
): readonly ImportFile[] {
  if (observedAt === undefined) return files;
  const modifiedAt = observedAt.toISOString();
  return files.map((file) => ({ ...file, open: () => file.open(), modifiedAt }));
}

async function planOf(
  importer: AnyImporter,
  files: readonly ImportFile[],
  problems: readonly InputProblem[],
): Promise<Plan> {
  const recognised: Recognised[] = [];
  const unrecognised: ImportFile[] = [];
  const unopened = [...problems];
  for (const file of files) {
    try {
      const head = await readHead(file);
      const kind = importer.kinds.find((candidate) => candidate.recognise(head));
      const named = kind ? null : namedByCommand(head, importer.kinds);
      if (kind) recognised.push({ file, kind, problem: null });
      else if (named) recognised.push({ ...named, file: unreadable(file, named.problem) });
      else unrecognised.push(file);
    } catch (error) {
      unopened.push({ name: file.name, problem: asFileProblem(error) });
    }
  }
  recognised.sort((a, b) => a.kind.order - b.kind.order);
  return { recognised, unrecognised, problems: unopened };
}

/** The importer meets the problem where it reads, and so notes what the file would have told of. */
function unreadable(file: ImportFile, problem: FileProblem): ImportFile {
  const open = () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(problem) }),
  });
  return { ...file, open };
}

function newest(recognised: readonly Recognised[], now: Date): Date {
  const times = recognised.flatMap(({ file }) => file.modifiedAt ?? []).sort();
  const last = times.at(-1);
  const isPast = last !== undefined && new Date(last) < now;
  return isPast && times.length === recognised.length ? new Date(last) : now;
}

function progressOf(plan: Plan, report: ImportRequest['onProgress']) {
  let now: ImportProgress = {
    file: null,
    filesDone: 0,
    files: plan.recognised.length,
    rows: null,
  };
  const set = (change: Partial<ImportProgress>) => {
    now = { ...now, ...change };
    report?.(now);
  };
  return {
    rows: (rows: SyncProgress) => set({ rows }),
    begin: (file: string) => set({ file }),
    end: () => set({ file: null, filesDone: now.filesDone + 1 }),
  };
}

interface Run {
  readonly request: ImportRequest;
  readonly deps: SyncDeps;
  readonly progress: ReturnType<typeof progressOf>;
  /** The names of files that could not be read to their end are added to it. */
  readonly broken: Set<string>;
}

/** What the files tell, then what the driver has to say of the files themselves. */
async function* observationsOf(
  importer: AnyImporter,
  plan: Plan,
  { request, deps, progress, broken }: Run,
): AsyncGenerator<Observation> {
  const { secrets, options } = request;
  const now = deps.now();
  const context: ImportContext<unknown> = {
    now,
    secrets,
    options,
    state: importer.start({ now, secrets, options }),
  };
  const failed: Recognised[] = [];
  const gaps: Gap[] = [];
  const completes: Complete[] = [];
  const scopeKey = `${importer.id}:imported-files`;
  const about = { scopeKey, importer };

  async function* reading(part: Recognised): AsyncGenerator<Observation> {
    try {
      yield* part.kind.read(part.file, context);
      if (part.problem !== null) throw part.problem;
    } catch (error) {
      if (!(error instanceof FileProblem)) {
        const name = error instanceof Error ? error.name : typeof error;
        deps.log.error('an importer failed on a file', { kind: part.kind.id, error: name });
      }
      failed.push(part);
      broken.add(part.file.name);
      gaps.push(gapOf(about, part.file.name, asFileProblem(error)));
    }
  }

  async function* heard(source: AsyncIterable<Observation>): AsyncGenerator<Observation> {
    for await (const observation of source) {
      if (observation.type === 'complete') completes.push(observation);
      yield observation;
    }
  }

  for (const part of plan.recognised) {
    progress.begin(part.file.name);
    yield* heard(reading(part));
    progress.end();
  }
  yield* heard(importer.finish(context));
  yield* openEnds(completes, failed);
  yield* ofTheFiles(about, plan, gaps);
}

/** A listing is not complete when a file that might have told more of it could not be read on. */
function* openEnds(completes: readonly Complete[], failed: readonly Recognised[]): Generator<Gap> {
  for (const { scopeKey, listing, nouns } of completes) {
    for (const { file, kind } of failed) {
      if (!kind.emits.some((noun) => nouns.includes(noun))) continue;
      const message = `${file.name} could not be read to its end, so that rows may be missing`;
      yield { type: 'gap', scopeKey, listing, nouns, reason: 'malformed', message, needs: null };
    }
  }
}

interface About {
  readonly scopeKey: string;
  readonly importer: AnyImporter;
}

const filesListing = 'import.files';

function* ofTheFiles(about: About, plan: Plan, gaps: readonly Gap[]): Generator<Observation> {
  const { scopeKey, importer } = about;
  const name = `Imported files of ${importer.title}`;
  yield { type: 'scope', scope: { key: scopeKey, kind: 'import', name, provider: importer.id } };
  yield* gaps;
  for (const { name: file, problem } of plan.problems) yield gapOf(about, file, problem);
  for (const { name: file } of plan.unrecognised) {
    const problem = new FileProblem(
      'unsupported',
      `It is not an export that is known for ${importer.title}`,
      { needs: `nonhuman import --help ${importer.id}` },
    );
    yield gapOf(about, file, problem);
  }
  const items = plan.recognised.filter((part) => part.problem === null).length;
  yield { type: 'complete', scopeKey, listing: filesListing, nouns: [], items };
}

function gapOf({ scopeKey, importer }: About, name: string, problem: FileProblem): Gap {
  const nouns = [...new Set(importer.kinds.flatMap(({ emits }) => emits))];
  const { reason, needs, message } = problem;
  return {
    type: 'gap',
    scopeKey,
    listing: filesListing,
    nouns,
    reason,
    message: `${name}: ${message}`,
    needs: needs === '' ? null : needs,
  };
}

function asFileProblem(error: unknown): FileProblem {
  return error instanceof FileProblem
    ? error
    : new FileProblem('malformed', 'Its content is not what such a file holds', { cause: error });
}
