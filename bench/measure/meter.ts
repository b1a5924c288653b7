import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** What a piece of work took. Processor times are of all cores together. */
export interface Measured {
  readonly seconds: number;
  readonly nodeSeconds: number;
  /** Of every process of the embedded PostgreSQL; null where `/proc` does not tell. */
  readonly postgresSeconds: number | null;
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** Measures `work`; `dataFolder` is that of the embedded store, null when there is none. */
export async function measure<T>(
  dataFolder: string | null,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly measured: Measured }> {
  const [loadBefore = 0] = loadavg();
  const postgresBefore = postgresSeconds(dataFolder);
  const nodeBefore = process.cpuUsage();
  const begun = performance.now();
  const result = await work();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(nodeBefore);
  const postgresAfter = postgresSeconds(dataFolder);
  const isTold = postgresBefore !== null && postgresAfter !== null;
  const measured = {
    seconds,
    nodeSeconds: (user + system) / 1e6,
    postgresSeconds: isTold ? postgresAfter - postgresBefore : null,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
  };
  return { result, measured };
}

/** The figures in one clause. */
export function figures(of: Measured): string {
  const postgres = of.postgresSeconds === null ? '?' : of.postgresSeconds.toFixed(2);
  return (
    `${of.seconds.toFixed(2)} s; processor time: node ${of.nodeSeconds.toFixed(2)} s, ` +
    `PostgreSQL ${postgres} s; load ${of.loadBefore.toFixed(1)} to ${of.loadAfter.toFixed(1)}`
  );
}

/** The most memory that this process, its threads included, has held so far. */
export function peakMemory(): string {
  return `peak RSS ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`;
}

/** The machine that runs this, for the head of a report. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} × ${first?.model.trim() ?? 'unknown'}, ${memory} GiB, node ${process.version}`;
}

const ticksOfASecond = 100;

interface Ticks {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended. */
  readonly ended: number;
}

function postgresSeconds(dataFolder: string | null): number | null {
  const postmaster = dataFolder === null ? null : postmasterOf(dataFolder);
  if (postmaster === null) return null;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const process = /^\d+$/.test(name) ? ticksOf(name) : null;
    if (process === null) continue;
    if (Number(name) === postmaster) ticks += process.own + process.ended;
    else if (process.parent === postmaster) ticks += process.own;
  }
  return ticks / ticksOfASecond;
}

function postmasterOf(dataFolder: string): number | null {
  try {
    const clusters = join(dataFolder, 'postgres');
    const major = readdirSync(clusters).find((name) => /^\d+$/.test(name)) ?? '';
    const file = readFileSync(join(clusters, major, 'data', 'postmaster.pid'), 'utf8');
    return Number(file.slice(0, file.indexOf('\n')));
  } catch {
    return null;
  }
}

/** Null for a process that has just ended. */
function ticksOf(id: string): Ticks | null {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map(
      (index) => fields[index] ?? 0,
    );
    return {
      parent: parent ?? 0,
      own: (user ?? 0) + (system ?? 0),
      ended: (endedUser ?? 0) + (endedSystem ?? 0),
    };
  } catch {
    return null;
  }
}
