import { runSync, type SyncDeps } from '../sync/run-sync.ts';
import type { SyncProgress, SyncSummary } from '../sync/summary.ts';
import { scanHost } from './scan-host.ts';
import type { HostScan } from './scanning.ts';

/** Scans this machine and brings the inventory up to it. Throws what `runSync` throws. */
export function runHostScan(
  deps: SyncDeps,
  scan: HostScan & { readonly onRows?: (rows: SyncProgress) => void },
): Promise<SyncSummary> {
  return runSync(deps, {
    connection: { connectorId: 'host', kind: 'host', name: scan.hostName },
    observedAt: deps.now(),
    observations: scanHost(deps, scan),
    ...(scan.onRows ? { onProgress: scan.onRows } : {}),
    ...(scan.signal ? { signal: scan.signal } : {}),
  });
}
