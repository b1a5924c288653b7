import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './program.ts';

/** How a command ended and what it said. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** How to run a command. */
export interface RunOptions {
  readonly data?: string;
  readonly home?: string;
  /** What it reads from standard input; null leaves it open. */
  readonly input?: string | Buffer | null;
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs it, e.g. `['unshare', '-n']`. */
  readonly under?: readonly string[];
  readonly program?: string;
  readonly uid?: number;
}

/** Starts the built program with an environment that has nothing of ours but the path. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const { data, home = '/nonexistent', input, env = {}, under = [] } = options;
  const line = [...under, process.execPath, options.program ?? program, ...args];
  const child = spawn(line[0] ?? '', line.slice(1), {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      ...(data === undefined ? {} : { NONHUMAN_DATA: data }),
      ...env,
    },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  if (input !== undefined && input !== null) {
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  }
  const said: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => said[0].push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => said[1].push(chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const [stdout, stderr] = said.map((chunks) => Buffer.concat(chunks).toString('utf8'));
      resolve({ code, signal, stdout: stdout ?? '', stderr: stderr ?? '' });
    });
  });
  return { child, ended };
}

/** Runs a command to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}

/** A server of `nonhuman up`. */
export interface UpServer extends Running {
  readonly url: string;
  /** What it printed for a browser to open. */
  readonly link: string;
  /** Ends it as Ctrl-C does. */
  readonly stop: () => Promise<Ended>;
}

/** Starts `nonhuman up --no-scan` and waits until it serves. */
export async function startUp(
  options: RunOptions,
  args: readonly string[] = [],
): Promise<UpServer> {
  const running = start(['up', '--no-scan', '--port', '0', ...args], options);
  const { child, ended } = running;
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const link = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /^Open (http\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    void ended.then(({ stderr }) => reject(new Error(`The server ended: ${stderr}`)), reject);
  });
  return {
    ...running,
    link,
    url: new URL(link).origin,
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}

/** The ids of all processes whose command line names a folder or something in it: its PostgreSQL. */
export function processesOf(folder: string): number[] {
  return processesWith(folder, ['cmdline']);
}

function processesWith(text: string, files: readonly ('cmdline' | 'environ')[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => files.some((file) => contentOf(`/proc/${pid}/${file}`).includes(text)))
    .map(Number);
}

/** Empty for a process that has ended, or is not ours to look at. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A folder for one test file, with a short name that a socket's path may have, and that PostgreSQL's account may pass. */
export function temporaryFolder(): string {
  const folder = mkdtempSync('/tmp/nonhuman-e2e-');
  chmodSync(folder, 0o711);
  return folder;
}

/** Ends what a test left running on a folder, and removes it. */
export async function removeFolder(folder: string): Promise<void> {
  const left = () => processesWith(folder, ['cmdline', 'environ']);
  for (let pids = left(); pids.length > 0; pids = left()) {
    for (const pid of pids) kill(pid);
    await sleep(50);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Ends a process without a chance to clear up, if it has not ended by itself. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
