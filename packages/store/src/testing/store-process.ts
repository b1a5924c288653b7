import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../postgres/data-folder.ts';

/** Another process that opens the store, for tests of what happens between processes. */
export interface StoreProcess {
  /** Has it do one thing; gives what it answers. Throws what it threw, as text. */
  readonly ask: (command: StoreCommand) => Promise<string>;
  /** Ends it without a chance to clear up. */
  readonly kill: () => Promise<void>;
  /** Returns when it has ended by itself. */
  readonly ended: () => Promise<void>;
}

/** What `run-store-process.ts` understands. */
export type StoreCommand =
  /** Opens the store. */
  | 'open'
  /** Adds a workspace by its own name, committed. */
  | 'write'
  /** Adds a row in a transaction, and leaves it open. */
  | 'write without committing'
  /** The number of workspaces. */
  | 'count'
  /** Begins a migration that takes a minute. */
  | 'migrate slowly'
  | 'close';

/** Starts it as this user, or as another one where we are root. */
export function startStoreProcess(
  dataFolder: string,
  env: Environment = {},
  uid: number | null = null,
): StoreProcess {
  const script = fileURLToPath(new URL('./run-store-process.ts', import.meta.url));
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', script, dataFolder],
    {
      env: { ...process.env, DATABASE_URL: '', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(uid === null ? {} : { uid, gid: uid }),
    },
  );
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('a process without pipes');
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const exit = once(child, 'exit');
  return {
    async ask(command) {
      stdin.write(`${command}\n`);
      const { value } = await answers.next();
      const answer = String(value);
      if (answer.startsWith('error ')) throw new Error(answer.slice('error '.length));
      return answer;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async ended() {
      await exit;
    },
  };
}
