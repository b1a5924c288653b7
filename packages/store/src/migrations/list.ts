import type { Migration } from '../migrate.ts';
import { inventory } from './0001-inventory.ts';

/** Every migration, in order. */
export const migrations: readonly Migration[] = [inventory];
