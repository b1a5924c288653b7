import type { FileCollector } from '@nonhuman/connector-kit';

/** The file collectors of this group, sorted by id. */
export const keyCollectors: readonly FileCollector[] = [];
