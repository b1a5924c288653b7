import type { SyncSummary } from '@nonhuman/engine';
import { NhiError } from '@nonhuman/model';
import type { Workings } from '../workings.ts';
import { type Judged, judge } from './judge.ts';
import { type ScanRequest, scanHost } from './scan-host.ts';

/** Scans folders of this host and judges what was found. Throws what the engine throws. */
export async function scanFolders(
  workings: Workings,
  request: ScanRequest,
): Promise<Judged<SyncSummary>> {
  return judge(workings, await scanHost(workings, request), request);
}

/** The configured folders that were asked for; all of them unless told. Throws `REQUEST_INVALID` for any other. */
export function allowedRoots(
  { scanRoots }: Pick<Workings, 'scanRoots'>,
  asked: readonly string[] | undefined,
): readonly string[] {
  const other = asked?.find((root) => !scanRoots.includes(root));
  if (other === undefined && scanRoots.length > 0) return asked ?? scanRoots;
  const hint =
    scanRoots.length === 0
      ? 'No folder is configured to be scanned from here. Name some when the server starts, or run a scan on the command line.'
      : 'Only configured folders are scanned from here; GET /v1/sources names them.';
  throw new NhiError('REQUEST_INVALID', { hint });
}
