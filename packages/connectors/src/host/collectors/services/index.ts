import type { FileCollector } from '@nonhuman/connector-kit';
import { systemAccounts } from './system-accounts.ts';
import { systemdUnits } from './systemd-units.ts';

/** The file collectors of this group, sorted by id. */
export const serviceCollectors: readonly FileCollector[] = [systemAccounts, systemdUnits];
