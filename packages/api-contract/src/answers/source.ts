import { ConnectionId, nouns, Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { SyncRow } from './coverage.ts';

/** One kind of export file that can be imported. */
export const ImportKindRow = z.object({
  id: z.string(),
  title: z.string(),
  /** Lines of shell that make such a file; they only read. */
  commands: z.array(z.string()),
  emits: z.array(z.enum(nouns)),
});
export type ImportKindRow = z.infer<typeof ImportKindRow>;

/** A provider whose export files can be imported. */
export const ImporterRow = z.object({
  /** What `provider` of an import names. */
  provider: z.string(),
  title: z.string(),
  /** Read-only rights that the commands need. */
  permissions: z.array(z.string()),
  cannotTell: z.array(z.string()),
  kinds: z.array(ImportKindRow),
});
export type ImporterRow = z.infer<typeof ImporterRow>;

/** A kind of file that a scan of the host reads. */
export const FileCollectorRow = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string(),
  reads: z.array(z.string()),
  cannotTell: z.array(z.string()),
});
export type FileCollectorRow = z.infer<typeof FileCollectorRow>;

/** Where the inventory comes from, and where it could come from. */
export const Sources = z.object({
  connections: z.array(
    z.object({
      id: ConnectionId,
      name: z.string(),
      connector: z.string(),
      createdAt: Timestamp,
      lastSync: SyncRow.nullable(),
    }),
  ),
  importers: z.array(ImporterRow),
  scan: z.object({
    /** Folders that a scan looks into. */
    roots: z.array(z.string()),
    collectors: z.array(FileCollectorRow),
  }),
});
export type Sources = z.infer<typeof Sources>;
