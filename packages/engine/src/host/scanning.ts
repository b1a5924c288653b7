import type { FileCollector } from '@nonhuman/connector-kit';
import type { Log, SecretKeeper } from '@nonhuman/runtime';
import type { CleanFilesOptions } from './clean-files.ts';
import type { ContextMaker, Home } from './file-context.ts';
import type { ReadHistory } from './histories.ts';
import type { HostFileSystem } from './host-file-system.ts';
import type { SiftPool } from './sift-pool.ts';

/** What to scan. */
export interface HostScan {
  /** Folders or files that are read with everything below them. */
  readonly roots: readonly string[];
  /** Homes in which collectors read the files that they name by path. */
  readonly homes: readonly Home[];
  /** Whether files of the system are read as well. */
  readonly system: boolean;
  readonly fileCollectors: readonly FileCollector[];
  readonly hostName: string;
  readonly secrets: SecretKeeper;
  /** Null: every file is read every time. */
  readonly cache: CleanFilesOptions | null;
  /** Threads that look for secrets; 0 is this one. 2 if not given. */
  readonly threads?: number;
  /** Tells who last changed definitions; without it nobody is told. */
  readonly readHistory?: ReadHistory;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: HostScanProgress) => void;
  /** The machine's own if not given. */
  readonly files?: HostFileSystem;
}

/** How far a scan has come. */
export interface HostScanProgress {
  readonly files: number;
  /** Bytes of the files met so far, read or known from an earlier scan. */
  readonly bytes: number;
  /** Where it is. */
  readonly path: string;
}

/** What every part of a scan uses. */
export interface Scanning {
  readonly maker: ContextMaker;
  readonly log: Log;
  readonly scan: HostScan;
  readonly pool: SiftPool;
  readonly done: { files: number; bytes: number };
  /** Which collectors have read which files: a file of a home is met again in the folder above. */
  readonly read: Map<string, Set<string>>;
  readonly found: Map<string, Set<string>>;
  /** Waits a moment when this thread has been held for long. */
  breathe(): Promise<void>;
}

/** The scope of the files that collectors name by their absolute path. */
export const systemScope = {
  key: 'system',
  kind: 'host-system',
  name: 'Files of the system',
  provider: 'host',
} as const;
