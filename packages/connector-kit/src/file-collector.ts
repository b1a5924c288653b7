import type { Noun, Timestamp, Upsert } from '@nonhuman/model';
import type { SecretKeeper } from '@nonhuman/runtime';

/**
 * Which files a collector reads. `*` stands for any run within one path segment, `**` for any
 * segments; matching is case-sensitive.
 */
export type FilePattern =
  /** A path below a user's home, e.g. `.aws/credentials`; also the end of a path below the scanned folders, which may hold copies of homes. */
  | { readonly home: string }
  /** An absolute path; read only when the system is asked for. */
  | { readonly system: string }
  /** A file name anywhere below the scanned folders, e.g. `.env.*` or `*.pem`. */
  | { readonly name: string }
  /** The end of a path anywhere below the scanned folders, e.g. `.github/workflows/*.yml`. */
  | { readonly path: string }
  /** Every text file below the scanned folders in which our detectors find a secret. */
  | { readonly content: 'secret' };

/** One regular file of the host. Reading happens on call, is bounded, and may throw `FileProblem`. */
export interface HostFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Permission bits as four octal digits, e.g. `0600`; null where the platform has none. */
  readonly mode: string | null;
  /** The account that owns the file; null when it has no name here. */
  readonly owner: string | null;
  readonly modifiedAt: Timestamp;
  bytes(): Uint8Array;
  /** Decoded from UTF-8, UTF-16 by its mark, or Latin-1; throws `FileProblem` for binary content. */
  text(): string;
}

/** What a file collector may use besides the file. */
export interface FileContext {
  readonly now: Date;
  readonly scopeKey: string;
  /** The home that the file lies in, absolute; null outside of any. */
  readonly home: string | null;
  /** The account whose home that is. */
  readonly user: string | null;
  readonly hostName: string;
  readonly secrets: SecretKeeper;
  /** Another file, by absolute path or relative to this file's folder; null when absent or out of bounds (not below a home or scanned folder). */
  file(path: string): HostFile | null;
  /** Names in this file's folder, at most 1,000, sorted. */
  siblings(): readonly string[];
  /** Whether version control holds the file; null when it cannot be told. */
  isTracked(): boolean | null;
  /**
   * Who last changed the file in version control, as the commit's author signed it; null when that was
   * not read. Absent where no history is read at all.
   */
  lastChange?(): {
    /** Full hash. */
    readonly commit: string;
    readonly author: string;
    readonly email: string | null;
    readonly at: Timestamp;
  } | null;
  /** Says that part of the file could not be understood; the rest goes on. `message` names the position, never a secret. */
  gap(problem: {
    readonly reason: 'malformed' | 'unsupported' | 'unreadable' | 'not-permitted' | 'too-large';
    readonly message: string;
    readonly needs?: string;
  }): void;
}

/** Reads one kind of file. Pure but for what the context gives; nothing is executed or changed. */
export interface FileCollector {
  /** `host.<what>`; also the listing that its rows belong to. */
  readonly id: string;
  readonly title: string;
  readonly group:
    | 'cloud-and-tools'
    | 'keys-and-certificates'
    | 'environment'
    | 'ci'
    | 'infrastructure-code'
    | 'agents'
    | 'services';
  readonly emits: readonly Noun[];
  readonly reads: readonly FilePattern[];
  /** What the format cannot tell offline, for the reference. */
  readonly cannotTell: readonly string[];
  /** Bytes; larger files become a gap. */
  readonly maxBytes: number;
  collect(file: HostFile, context: FileContext): Iterable<Upsert>;
}

/** Declares a file collector; `maxBytes` is 10 MB unless told. */
export function defineFileCollector(
  collector: Omit<FileCollector, 'maxBytes'> & { readonly maxBytes?: number },
): FileCollector {
  return { maxBytes: 10_000_000, ...collector };
}
