import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { type FileHandle, open, rename, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { NhiError } from '@nonhuman/model';
import { diskFull } from '../store-errors.ts';
import { type Binaries, suffix } from './binaries.ts';
import { type Cluster, cleanEnvironment } from './cluster.ts';
import { absent, type ClusterPlace, isErrno, socketFolder } from './data-folder.ts';
import {
  clearStaleLocks,
  isPostgresOf,
  lastPort,
  type Postmaster,
  runningPostmaster,
} from './postmaster.ts';

/** A cluster and what is needed to run it. */
export interface Launchable {
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly cluster: Cluster;
  /** A socket closed to others where there are sockets; loopback with a password on Windows. */
  readonly listen: 'socket' | 'loopback';
  /** False gives up the safety of a power cut for speed: for tests. */
  readonly durable: boolean;
}

const pollMs = 10;
/** After a crash PostgreSQL first replays its journal, of up to a gigabyte. */
const recoveryMs = 10 * 60_000;
const mostLaunches = 8;
const stopMs = 2 * 60_000;

/**
 * The running PostgreSQL of the cluster, started if there is none.
 *
 * Processes that do this at once get the same one: PostgreSQL's own lock lets only one start.
 */
export async function ensureRunning(launchable: Launchable): Promise<Postmaster> {
  const { dataFolder } = launchable.cluster;
  const deadline = Date.now() + recoveryMs;
  let child: Child | null = null;
  for (let launches = 0; Date.now() < deadline; await sleep(pollMs)) {
    const running = await runningPostmaster(dataFolder);
    if (running?.status === 'ready') return running;
    if (running !== null || child?.hasEnded() === false) continue;
    if (child !== null && (launches >= mostLaunches || child.problem() !== null)) {
      throw await launchFailure(launchable, child);
    }
    // The backends of a killed PostgreSQL take a moment to notice; until then none can start.
    if (launches > 0) await sleep(25 * 2 ** launches);
    child = await launch(launchable, launches < mostLaunches / 2);
    launches += 1;
  }
  throw new NhiError('STORE_UNAVAILABLE', {
    reason: 'PostgreSQL is still recovering',
    hint: 'Wait and try again.',
  });
}

/** Stops it, its sessions too, with everything on disk; returns when it is gone. */
export async function stop(launchable: Launchable): Promise<void> {
  const { dataFolder } = launchable.cluster;
  const running = await runningPostmaster(dataFolder);
  if (running === null) return;
  if (process.platform === 'win32') {
    const control = join(launchable.binaries.folder, `pg_ctl${suffix}`);
    await promisify(execFile)(control, ['stop', '-w', '-m', 'fast', '-D', dataFolder]);
    return;
  }
  try {
    process.kill(running.pid, 'SIGINT');
  } catch (error) {
    // It ended by itself in this moment.
    if (!isErrno(error, 'ESRCH')) throw error;
  }
  for (const deadline = Date.now() + stopMs; Date.now() < deadline; await sleep(pollMs)) {
    if (!(await isPostgresOf(running.pid, dataFolder))) return;
  }
}

interface Child {
  hasEnded(): boolean;
  /** Why it could not even be spawned. */
  problem(): Error | null;
  /** How long the log was before it. */
  readonly logFrom: number;
}

async function launch(launchable: Launchable, onUsualPort: boolean): Promise<Child> {
  const { place, cluster } = launchable;
  const sockets = await socketFolder(place);
  const usualPort = onUsualPort ? await lastPort(cluster.dataFolder) : null;
  await clearStaleLocks(cluster.dataFolder, sockets);
  const log = await openLog(place);
  try {
    const { size: logFrom } = await log.stat();
    const options = await settings(launchable, sockets, usualPort);
    if (process.platform === 'win32') return await launchOnWindows(launchable, options, logFrom);
    // A session of its own: an interrupt typed at the terminal is meant for us, who stop it in order.
    const child = spawn(
      join(launchable.binaries.folder, 'postgres'),
      ['-D', cluster.dataFolder, ...options],
      {
        cwd: cluster.dataFolder,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        env: cleanEnvironment(),
        ...place.account,
      },
    );
    return watch(child, logFrom);
  } finally {
    await log.close();
  }
}

function watch(child: ChildProcess, logFrom: number): Child {
  let ended = false;
  let problem: Error | null = null;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', (error) => {
    ended = true;
    problem = error;
  });
  child.unref();
  return { hasEnded: () => ended, problem: () => problem, logFrom };
}

/** Only `pg_ctl` can drop an administrator's rights, with which PostgreSQL refuses to run. */
async function launchOnWindows(
  { binaries, cluster }: Launchable,
  options: readonly string[],
  logFrom: number,
): Promise<Child> {
  const quoted = options.map((option) => `"${option}"`).join(' ');
  const command = ['start', '-W', '-D', cluster.dataFolder, '-o', quoted];
  const control = spawn(join(binaries.folder, `pg_ctl${suffix}`), command, {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    env: cleanEnvironment(),
  });
  return watch(control, logFrom);
}

async function settings(
  launchable: Launchable,
  sockets: string,
  usualPort: number | null,
): Promise<string[]> {
  const { listen, durable } = launchable;
  const all: Record<string, string> = {
    listen_addresses: listen === 'loopback' ? '127.0.0.1' : '',
    port: listen === 'loopback' ? String(usualPort ?? (await freePort())) : '5432',
    ...(process.platform === 'win32'
      ? {}
      : {
          unix_socket_directories: listen === 'socket' ? sockets : '',
          unix_socket_permissions: '0700',
          dynamic_shared_memory_type: await sharedMemoryType(),
        }),
    timezone: 'UTC',
    shared_buffers: '128MB',
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    random_page_cost: '1.1',
    huge_pages: 'off',
    jit: 'off',
    wal_level: 'minimal',
    // Fewer checkpoints: after each, the first change of a page writes the whole of it.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_buffers: '16MB',
    max_wal_senders: '0',
    // Ends the statement of a process that was killed, so that its locks do not outlive it.
    ...(process.platform === 'linux' ? { client_connection_check_interval: '2s' } : {}),
    // Start, stop and panic only: a statement's failure is told to who sent it.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Containers often have 64 MB of /dev/shm, on which a parallel query fails as if the disk were full. */
async function sharedMemoryType(): Promise<'posix' | 'mmap'> {
  if (process.platform !== 'linux') return 'posix';
  const { bsize, blocks } = await statfs('/dev/shm').catch(() => ({ bsize: 0, blocks: 0 }));
  return bsize * blocks < 256 * 1024 * 1024 ? 'mmap' : 'posix';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const largestLogBytes = 1024 * 1024;

async function openLog({ folder }: ClusterPlace): Promise<FileHandle> {
  const path = join(folder, 'postgres.log');
  const found = await stat(path).catch(absent);
  if (found !== null && found.size > largestLogBytes) await rename(path, `${path}.1`).catch(absent);
  return open(path, 'a', 0o600);
}

async function launchFailure({ place }: Launchable, child: Child): Promise<NhiError> {
  const lines = await linesSince(place, child.logFrom);
  const fault = lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? '';
  const cause = child.problem() ?? new Error(fault);
  if (lines.some((line) => line.includes('No space left on device'))) return diskFull(cause);
  return new NhiError(
    'STORE_UNAVAILABLE',
    {
      reason: cause.message.slice(0, 300),
      folder: place.folder,
      hint: 'PostgreSQL did not start; postgres.log in that folder says why.',
    },
    { cause },
  );
}

async function linesSince({ folder }: ClusterPlace, position: number): Promise<string[]> {
  const log = await open(join(folder, 'postgres.log'), 'r');
  try {
    const buffer = Buffer.alloc(16_384);
    const { bytesRead } = await log.read({ position, buffer });
    return buffer.toString('utf8', 0, bytesRead).trim().split('\n');
  } finally {
    await log.close();
  }
}
