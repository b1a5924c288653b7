import { stat } from 'node:fs/promises';
import { readStoreVersion } from '@nonhuman/store';
import type { Workings } from '../workings.ts';

/** One thing that was looked at, and what to do when it is not well. */
export interface Diagnosis {
  readonly id: string;
  readonly state: 'well' | 'warning' | 'ill';
  /** What was seen. */
  readonly told: string;
  /** What to do; null when it is well. */
  readonly advice: string | null;
}

/** Looks at what the program needs to work. Reads only. */
export async function doctor(workings: Workings): Promise<readonly Diagnosis[]> {
  return [
    { id: 'node', ...nodeState() },
    { id: 'store', ...(await storeState(workings)) },
    { id: 'data-folder', ...(await folderState(workings.dataFolder)) },
    { id: 'checks', ...count(workings.checks.length, 'checks') },
    { id: 'connectors', ...count(workings.connectors.length, 'connectors') },
  ];
}

type State = Omit<Diagnosis, 'id'>;

function nodeState(): State {
  const told = `Node ${process.versions.node}`;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < 20 || (major === 20 && minor < 19);
  return isOld
    ? { state: 'ill', told, advice: 'Use Node 20.19 or newer.' }
    : { state: 'well', told, advice: null };
}

async function storeState({ db }: Workings): Promise<State> {
  const { store, postgres } = await readStoreVersion(db);
  return { state: 'well', told: `PostgreSQL ${postgres}, schema ${store}`, advice: null };
}

async function folderState(folder: string): Promise<State> {
  const { mode } = await stat(folder);
  const bits = (mode & 0o777).toString(8).padStart(4, '0');
  const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
  return isOpen
    ? {
        state: 'warning',
        told: `${folder} can be read by others (${bits})`,
        advice: `Run: chmod 700 ${folder}`,
      }
    : { state: 'well', told: `${folder} (${bits})`, advice: null };
}

function count(number: number, what: string): State {
  return { state: 'well', told: `${number} ${what}`, advice: null };
}
