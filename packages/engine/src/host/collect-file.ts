import { type FileCollector, FileProblem, type HostFile } from '@nonhuman/connector-kit';
import type { Gap, Things, Upsert } from '@nonhuman/model';
import type { Log } from '@nonhuman/runtime';
import { type ContextMaker, fileContext } from './file-context.ts';
import type { FolderGaps } from './folder-gaps.ts';
import { hostFile } from './host-file.ts';
import { type FileStat, tooLarge } from './host-file-system.ts';

/** Runs collectors over files of one scope. */
export interface FileReader {
  readonly maker: ContextMaker;
  readonly log: Log;
  readonly scopeKey: string;
  readonly gaps: FolderGaps;
  /** Gaps that a collector has named itself: they tell positions, so each is kept. */
  readonly named: Gap[];
  /** Marks of what was found in each file, whichever collector found it: fingerprints, lines, `private-key`. */
  readonly found: Map<string, Set<string>>;
}

/** One file and who is to read it. */
export interface FileToRead {
  readonly path: string;
  readonly stat: FileStat;
  readonly collectors: readonly FileCollector[];
  /** The home that the path suggests, where the file lies in no known one. */
  readonly copiedHome: string | null;
}

/**
 * What the collectors find in a file. One that throws costs what it would have found in this file:
 * that becomes a gap, without the content.
 */
export function collectFile(reader: FileReader, toRead: FileToRead): Upsert[] {
  const { path, stat, collectors } = toRead;
  const maxBytes = Math.max(0, ...collectors.map((collector) => collector.maxBytes));
  const file = hostFile(reader.maker, path, { stat, maxBytes });
  return collectors.flatMap((collector) => {
    if (stat.size > collector.maxBytes) {
      addProblem(reader, collector, { path, problem: tooLarge(stat.size, collector.maxBytes) });
      return [];
    }
    const upserts = collectOne(reader, collector, { file, toRead });
    const before = reader.found.get(path) ?? new Set<string>();
    const kept = readsWhateverFile(collector) ? withoutDoubled(upserts, before) : upserts;
    remember(reader, path, kept);
    return kept;
  });
}

function collectOne(
  reader: FileReader,
  collector: FileCollector,
  { file, toRead }: { file: HostFile; toRead: FileToRead },
): Upsert[] {
  const { id, emits } = collector;
  const { path, copiedHome } = toRead;
  const { scopeKey } = reader;
  const context = fileContext(reader.maker, path, {
    scopeKey,
    copiedHome,
    onGap: ({ reason, message, needs = null }) =>
      reader.named.push({
        type: 'gap',
        scopeKey,
        listing: id,
        nouns: emits,
        reason,
        message: `${path}: ${message}`,
        needs,
        place: { kind: 'file', locator: path },
      }),
  });
  const upserts: Upsert[] = [];
  try {
    for (const upsert of collector.collect(file, context)) upserts.push(upsert);
  } catch (error) {
    addProblem(reader, collector, { path, problem: problemOf(reader, collector, error) });
  }
  return upserts;
}

function problemOf({ log }: FileReader, collector: FileCollector, error: unknown): FileProblem {
  if (error instanceof FileProblem) return error;
  // An unforeseen error may quote the content: only its kind is told.
  const name = error instanceof Error ? error.name : typeof error;
  log.error('a file collector failed', { collector: collector.id, error: name });
  return new FileProblem('malformed', `It could not be understood as: ${collector.title}`);
}

/** The listing of the files themselves, apart from what is in them. */
export const filesListing = 'host.files';

function addProblem(
  { gaps }: FileReader,
  { id, emits }: FileCollector,
  { path, problem }: { path: string; problem: FileProblem },
): void {
  // What has gone since it was listed is no gap in what there is.
  const isGone = problem.reason === 'vanished';
  gaps.add({ listing: isGone ? filesListing : id, nouns: isGone ? [] : emits }, path, problem);
}

function readsWhateverFile({ reads }: FileCollector): boolean {
  return reads.some((pattern) => 'content' in pattern);
}

function remember({ found }: FileReader, path: string, upserts: readonly Upsert[]): void {
  const marks = found.get(path) ?? new Set<string>();
  for (const upsert of upserts) {
    if (upsert.noun !== 'exposure' && upsert.noun !== 'credential') continue;
    const { fingerprint, place } = upsert.value;
    if (place?.locator !== path) continue;
    if (fingerprint) marks.add(fingerprint);
    if (place.line !== undefined) marks.add(lineMark(place.line));
    if (upsert.noun === 'credential' && keyKinds.has(upsert.value.kind)) marks.add(keyMark);
  }
  if (marks.size > 0) found.set(path, marks);
}

const keyKinds: ReadonlySet<string> = new Set(['private-key', 'ssh-key']);
const keyMark = 'private-key';

function lineMark(line: number): string {
  return `line:${line}`;
}

/**
 * Takes out the secrets that a collector who knows the file has reported already, with the
 * credential and identity that only they stand for.
 */
function withoutDoubled(upserts: Upsert[], known: ReadonlySet<string>): Upsert[] {
  const keys = new Set(
    upserts.flatMap((upsert) =>
      upsert.noun === 'credential' && keyKinds.has(upsert.value.kind) ? upsert.value.key : [],
    ),
  );
  // A key's own collector reads it whole and knows it by its public part, so the text of it matches nothing.
  const isKnown = ({ fingerprint, place, credentialKey }: Things['exposure']) =>
    known.has(fingerprint) ||
    (place.line !== undefined && known.has(lineMark(place.line))) ||
    (known.has(keyMark) && credentialKey !== null && keys.has(credentialKey));
  const doubled = new Set<string | null>();
  for (const upsert of upserts) {
    if (upsert.noun === 'exposure' && isKnown(upsert.value))
      doubled.add(upsert.value.credentialKey);
  }
  if (doubled.size === 0) return upserts;
  const kept = upserts.filter((upsert) => {
    if (upsert.noun === 'exposure') return !isKnown(upsert.value);
    return upsert.noun !== 'credential' || !doubled.has(upsert.value.key);
  });
  const held = new Set(
    kept.flatMap((upsert) =>
      upsert.noun === 'credential' ? (upsert.value.identityKey ?? []) : [],
    ),
  );
  return kept.filter((upsert) => upsert.noun !== 'identity' || held.has(upsert.value.key));
}
