import type { Migration } from '../migrate.ts';
import { inventory } from './0001-inventory.ts';
import { findings } from './0002-findings.ts';
import { api } from './0003-api.ts';
import { ownership } from './0004-ownership.ts';
import { links } from './0005-links.ts';

/** Every migration, in order. */
export const migrations: readonly Migration[] = [inventory, findings, api, ownership, links];
