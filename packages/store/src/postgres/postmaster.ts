import { readFile, readlink, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, isErrno } from './data-folder.ts';

/** What PostgreSQL says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** The folder of its socket, or an address of loopback. */
  readonly host: string;
  readonly status: 'starting' | 'ready' | 'stopping' | 'unknown';
}

/** The PostgreSQL that runs on this cluster, null if none does. Stale files of a killed one count as none. */
export async function runningPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(absent);
  if (text === null) return null;
  const postmaster = parsePostmaster(text);
  return (await isPostgresOf(postmaster.pid, dataFolder)) ? postmaster : null;
}

/** The port of one that was killed, so that those who still hold its address find the next one there. */
export async function lastPort(dataFolder: string): Promise<number | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(absent);
  return text === null ? null : parsePostmaster(text).port || null;
}

/** The lines are pid, data folder, start time, port, socket folder, listen address, shared memory, status. */
function parsePostmaster(text: string): Postmaster {
  const [pid = '', , , port = '', socket = '', address = '', , status = ''] = text.split('\n');
  const word = status.trim();
  return {
    pid: Number(pid),
    port: Number(port),
    host: socket.trim() || address.trim(),
    status: word === 'ready' || word === 'starting' || word === 'stopping' ? word : 'unknown',
  };
}

/**
 * Whether this process is a PostgreSQL on that folder, which is its working folder.
 *
 * A process id alone proves nothing: in a container that was killed and started again, the ids of
 * the old run belong to other processes.
 */
export async function isPostgresOf(pid: number, dataFolder: string): Promise<boolean> {
  if (!isProcess(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    if (/\) [ZX] /.test(stat)) return false;
    if (!stat.includes('(postgres)')) return false;
    return (await readlink(`/proc/${pid}/cwd`)) === dataFolder;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ESRCH')) return false;
    // Another user's process called postgres: its working folder is not shown to us.
    if (isErrno(error, 'EACCES', 'EPERM')) return true;
    throw error;
  }
}

function isProcess(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

/**
 * Clears the lock files of a killed PostgreSQL whose process id now belongs to something else:
 * PostgreSQL itself sees only that the id is in use, and would refuse to start.
 */
export async function clearStaleLocks(dataFolder: string, sockets: string): Promise<void> {
  for (const path of [join(dataFolder, 'postmaster.pid'), join(sockets, '.s.PGSQL.5432.lock')]) {
    const text = await readFile(path, 'utf8').catch(absent);
    const pid = Number(text?.split('\n')[0]);
    if (text === null || !isProcess(pid) || (await isPostgresOf(pid, dataFolder))) continue;
    const aside = `${path}.stale`;
    try {
      await rename(path, aside);
      // Another process may have started PostgreSQL since we read: then its lock goes back.
      if ((await readFile(aside, 'utf8')) !== text) await rename(aside, path);
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
    await rm(aside, { force: true });
  }
}
