import type { Noun, Observation, Timestamp } from '@nonhuman/model';
import type { SecretKeeper } from '@nonhuman/runtime';

/** One file of an export, already taken out of its archive and decompressed. */
export interface ImportFile {
  /** Its name with the folders or archive that it came from, for messages. */
  readonly name: string;
  /** When its content was made, as far as the file system or archive tells. */
  readonly modifiedAt: Timestamp | null;
  /** Opens the content from its start; may be called again. */
  open(): AsyncIterable<Uint8Array>;
}

/** The start of a file, to tell what it is. */
export interface FileHead {
  readonly name: string;
  /** Up to 64 KiB, decoded. */
  readonly text: string;
}

export interface ImportContext<State> {
  readonly now: Date;
  readonly secrets: SecretKeeper;
  /** Shared by all files of one run: what one file needs of another. */
  readonly state: State;
  /** Options of the command, e.g. `{ account: '123456789012', mapping: '…' }`. */
  readonly options: Readonly<Record<string, string>>;
}

/** One kind of export file of a provider. */
export interface ImportKind<State> {
  /** `<provider>.<what>`, e.g. `aws.credential-report`. */
  readonly id: string;
  readonly title: string;
  /** The exact read-only commands that make such a file; each a line of shell. */
  readonly commands: readonly string[];
  readonly emits: readonly Noun[];
  /** Kinds with a lower number are read first, so that small side tables precede what uses them. */
  readonly order: number;
  recognise(head: FileHead): boolean;
  /** Throws `FileProblem` when the file cannot be read on; what was yielded before counts. */
  read(file: ImportFile, context: ImportContext<State>): AsyncIterable<Observation>;
}

/** One option of an importer, as the command line offers it: `--<name> <value>`. */
export interface ImportOption {
  readonly name: string;
  /** One sentence. */
  readonly title: string;
  /** `file`: the value names a file on this machine, and the importer is given its text. */
  readonly from: 'value' | 'file';
}

/** Reads a provider's export files, offline. */
export interface Importer<State> {
  /** The provider's id, e.g. `aws`. */
  readonly id: string;
  readonly title: string;
  /** Read-only rights that the commands need, as the provider spells them. */
  readonly permissions: readonly string[];
  /** What such exports cannot tell. */
  readonly cannotTell: readonly string[];
  readonly kinds: readonly ImportKind<State>[];
  /** What to know before running the commands, for help; lines of text. */
  readonly description?: string;
  /** The options that it understands; none when absent. */
  readonly options?: readonly ImportOption[];
  /** Throws `NhiError` (`CONFIG_INVALID`) for options that it cannot work with. */
  start(context: Omit<ImportContext<State>, 'state'>): State;
  /** After the last file: joins what several files told and ends listings with `complete`. */
  finish(context: ImportContext<State>): AsyncIterable<Observation>;
}

/** An importer whose state is its own matter. */
export type AnyImporter = Importer<unknown>;

/** Declares an importer. */
export function defineImporter<State>(importer: Importer<State>): AnyImporter {
  return importer as AnyImporter;
}
