import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { HostFileSystem } from './host-file-system.ts';
import type { SiftQuestion } from './scan-worker.ts';
import { type Sifted, sift } from './sift.ts';

/** Looks for secrets in files, beside the thread that asks where that is possible. */
export interface SiftPool {
  /** One answer for each path, in their order. Never rejects. */
  sift(paths: readonly string[], maxBytes: number): Promise<Sifted[]>;
  /** How many questions are worth asking at once. */
  readonly width: number;
  close(): Promise<void>;
}

/** In this thread, letting others go on between files. */
export function siftHere(files: HostFileSystem): SiftPool {
  return {
    width: 1,
    async sift(paths, maxBytes) {
      const sifted: Sifted[] = [];
      for (const path of paths) {
        sifted.push(...sift(files, [path], maxBytes));
        if (sifted.length % 8 === 0) await setImmediate();
      }
      return sifted;
    },
    async close() {},
  };
}

interface Member {
  readonly worker: Worker;
  readonly asked: Map<number, (sifted: Sifted[]) => void>;
}

const startMs = 10_000;

/** In `threads` worker threads; null when none can be started here. */
export async function siftInWorkers(threads: number): Promise<SiftPool | null> {
  const started = await Promise.all(Array.from({ length: threads }, startWorker));
  const members = started.filter((member) => member !== null);
  if (members.length === 0) return null;
  let next = 0;
  return {
    width: members.length * 2,
    sift(paths, maxBytes) {
      const id = next++;
      const alive = members.filter(({ worker }) => worker.threadId > 0);
      const member = alive[id % alive.length];
      if (!member) return Promise.resolve(paths.map(() => died));
      return new Promise((resolve) => {
        const answer = (sifted: Sifted[]) =>
          resolve(paths.map((_, index) => sifted[index] ?? died));
        member.asked.set(id, answer);
        const question: SiftQuestion = { id, paths, maxBytes };
        member.worker.postMessage(question);
      });
    },
    async close() {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

const died: Sifted = {
  is: 'problem',
  reason: 'unreadable',
  message: 'The search for secrets broke off',
};

/** The worker's file lies beside this one, in the bundle as in the source. */
function openWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./scan-worker.js', import.meta.url), { stderr: true });
  }
  // Node 20 does not hand a thread the loader that its parent runs TypeScript with.
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const file = JSON.stringify(new URL('./scan-worker.ts', import.meta.url));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${file}); })`;
  return new Worker(start, { eval: true, stderr: true });
}

function startWorker(): Promise<Member | null> {
  return new Promise((resolve) => {
    const asked: Member['asked'] = new Map();
    let worker: Worker;
    try {
      worker = openWorker();
    } catch {
      resolve(null);
      return;
    }
    const timer = setTimeout(() => resolve(null), startMs);
    worker.unref();
    worker.on('message', ({ id, sifted }: { id: number; sifted: Sifted[] }) => {
      if (id === -1) {
        clearTimeout(timer);
        resolve({ worker, asked });
        return;
      }
      asked.get(id)?.(sifted);
      asked.delete(id);
    });
    const end = () => {
      clearTimeout(timer);
      resolve(null);
      for (const answer of asked.values()) answer([]);
      asked.clear();
    };
    worker.on('error', end);
    worker.on('exit', end);
  });
}
