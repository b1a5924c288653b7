import type { Intent, SubjectName, TruthOfLink, TruthOfSubject } from '../truth.ts';

/** A file of a machine, with what was meant by what it holds. */
export interface PlantedFile {
  /** Absolute on its machine. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  readonly subjects: readonly TruthOfSubject[];
}

/** A machine whose disk was copied. */
export interface Host {
  readonly name: string;
  /** Accounts that have a home below `/home`; that of root is `/root`. */
  readonly accounts: readonly string[];
  readonly files: readonly PlantedFile[];
  readonly links: readonly TruthOfLink[];
}

/** A file that nothing is meant by. */
export function plainFile(path: string, content: string | Uint8Array, mode = 0o644): PlantedFile {
  return { path, content, mode, subjects: [] };
}

/** What lies at a line of a file. */
export function atLine(
  noun: SubjectName['noun'],
  path: string,
  { line, intent }: { readonly line: number; readonly intent: Intent },
): TruthOfSubject {
  return { subject: { noun, provider: 'host', name: `${path}:${line}` }, ...intent };
}

/** What goes by a name of its own. */
export function named(noun: SubjectName['noun'], name: string, intent: Intent): TruthOfSubject {
  return { subject: { noun, provider: 'host', name }, ...intent };
}

/** What the rights of a file make of every secret in it. */
export function byMode(mode: number): Intent {
  return mode & 0o044
    ? { fails: ['exposure-readable-by-others'], nearly: [] }
    : { fails: [], nearly: ['exposure-readable-by-others'] };
}

/** Whom a secret in a file authenticates, where nothing tells: whether that is a fault of its own is open. */
export function unknownHolder(path: string, where: number | string): TruthOfSubject {
  const name = typeof where === 'number' ? `${path}:${where}` : `${path}#${where}`;
  const intent: Intent = { fails: [], nearly: [], open: ['identity-no-owner'] };
  return { subject: { noun: 'identity', provider: 'host', name }, ...intent };
}
