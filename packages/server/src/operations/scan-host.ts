import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { readHistory } from '@nonhuman/connectors';
import { runHostScan, type SyncSummary } from '@nonhuman/engine';
import type { Workings } from '../workings.ts';

/** What a scan of this host is asked for. */
export interface ScanRequest {
  /** Absolute folders or files that are read with everything below them. */
  readonly roots: readonly string[];
  /** Homes in which known files are read by their path; that of this account if not given. */
  readonly homes?: readonly string[] | undefined;
  /** Whether files of the system are read as well; not if not given. */
  readonly system?: boolean | undefined;
  /** The host's own name if not given. */
  readonly hostName?: string | undefined;
  /** Whether files that an earlier scan found clean are read again; not if not given. */
  readonly everyFile?: boolean | undefined;
  readonly signal?: AbortSignal;
  /** What is read now, and how many files have been. */
  readonly onProgress?: (step: string | null, done: number) => void;
}

/** Enough to tell who works on what; the scan has its own limit of time. */
const historyLimits = { maxCommits: 200, maxEntries: 50_000, maxPackBytes: 100_000_000 };

/** Scans this machine and brings the inventory up to it; judges nothing. Throws what `runSync` throws. */
export function scanHost(workings: Workings, request: ScanRequest): Promise<SyncSummary> {
  const { connectors, secrets, dataFolder, version } = workings;
  const { roots, homes, system = false, hostName = hostname(), everyFile, signal } = request;
  const { onProgress } = request;
  return runHostScan(workings, {
    roots,
    homes: (homes ?? [homedir()]).map((path) => ({
      path,
      user: path === homedir() ? accountName() : null,
    })),
    system,
    fileCollectors: connectors.flatMap(({ fileCollectors }) => fileCollectors),
    hostName,
    secrets,
    readHistory: (tree) => readHistory(tree, historyLimits),
    cache:
      everyFile === true
        ? null
        : { folder: join(dataFolder, 'cache', 'clean-files'), rulesVersion: version },
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress: ({ path, files }) => onProgress(path, files) } : {}),
  });
}

/** The name of this account. Null where the account has no name, as in a container. */
export function accountName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
