import { silentLog } from '@nonhuman/runtime';
import { type BackupSummary, openStore, restoreBackup, writeBackup } from '@nonhuman/store';
import type { OpenOptions } from './nonhuman.ts';

type Place = Pick<OpenOptions, 'env' | 'dataFolder' | 'databaseUrl'>;

/** Writes everything an install knows to one file. Throws like `openStore` and `writeBackup`. */
export function backUp(
  place: Place,
  options: { readonly file: string; readonly now: Date; readonly includeFingerprintKey: boolean },
): Promise<BackupSummary> {
  return withStore(place, (store) => writeBackup(store, options));
}

/** Makes an install what it was when the backup was written. Throws like `openStore` and `restoreBackup`. */
export function restore(
  place: Place,
  options: { readonly file: string; readonly replace: boolean },
): Promise<BackupSummary> {
  return withStore(place, (store) => restoreBackup(store, options));
}

async function withStore<T>(
  { env, dataFolder, databaseUrl }: Place,
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> {
  const store = await openStore({
    env,
    log: silentLog,
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
