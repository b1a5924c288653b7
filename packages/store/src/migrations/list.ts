import type { Migration } from '../migrate.ts';

/** Every migration, in order. */
export const migrations: readonly Migration[] = [];
