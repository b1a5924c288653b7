import { type EvaluationSummary, evaluate } from '@nonhuman/engine';
import type { Workings } from '../workings.ts';

/** What a pass over a source did, and what the checks then found. */
export interface Judged<Summary> {
  readonly sync: Summary;
  readonly evaluation: EvaluationSummary;
}

/** How a long operation is watched and ended. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: string | null, done: number) => void;
}

/** Runs every check over the inventory, with the limits of the workspace. */
export function judgeAll(
  workings: Workings,
  { signal, onProgress }: Watch = {},
): Promise<EvaluationSummary> {
  const { db, workspaceId, now, log, checks, checkSettings } = workings;
  return evaluate({
    db,
    workspaceId,
    now,
    log,
    settings: checkSettings,
    checks,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress: (done) => onProgress('judging identities', done) } : {}),
  });
}

/** Judges the inventory after a pass over a source. */
export async function judge<Summary>(
  workings: Workings,
  sync: Summary,
  watch: Watch,
): Promise<Judged<Summary>> {
  return { sync, evaluation: await judgeAll(workings, watch) };
}
