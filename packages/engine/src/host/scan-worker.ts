import { parentPort } from 'node:worker_threads';
import { nodeFileSystem } from './host-file-system.ts';
import { sift } from './sift.ts';

/** What is asked of a worker: an answer is the same number with one `Sifted` for each path. */
export interface SiftQuestion {
  readonly id: number;
  readonly paths: readonly string[];
  readonly maxBytes: number;
}

parentPort?.on('message', ({ id, paths, maxBytes }: SiftQuestion) => {
  parentPort?.postMessage({ id, sifted: sift(nodeFileSystem, paths, maxBytes) });
});
parentPort?.postMessage({ id: -1, sifted: [] });
