import type { Migration } from '../migrate.ts';
import { inventory } from './0001-inventory.ts';
import { findings } from './0002-findings.ts';
import { api } from './0003-api.ts';

/** Every migration, in order. */
export const migrations: readonly Migration[] = [inventory, findings, api];
