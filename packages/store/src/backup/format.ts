import { z } from 'zod';

/*
 * A backup is one gzipped tar file:
 *
 *   header.json          what is in it: the first entry
 *   fingerprint.key      only if asked for
 *   tables/<name>/<n>    COPY's text format, in parts of a few megabytes, numbered from 0
 *   manifest.json        what was written: the last entry, so that its absence means a cut file
 */

/** One table's columns, in the order of its COPY text. */
export const TableHead = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
export type TableHead = z.infer<typeof TableHead>;

export const Header = z.object({
  format: z.literal('nonhuman-backup'),
  formatVersion: z.literal(1),
  /** The number of the last migration. */
  schemaVersion: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  tables: z.array(TableHead),
});
export type Header = z.infer<typeof Header>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Row count and hash of a table's COPY text. */
export const TableSum = z.object({
  name: z.string(),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
});
export type TableSum = z.infer<typeof TableSum>;

/** Where a column that numbers its rows has got to. */
export const Sequence = z.object({
  table: z.string(),
  column: z.string(),
  /** Null if it has given no number yet. */
  lastValue: z.int().nullable(),
});
export type Sequence = z.infer<typeof Sequence>;

export const Manifest = z.object({
  headerSha256: Sha256,
  /** Null when the key is not in the backup. */
  fingerprintKeySha256: Sha256.nullable(),
  tables: z.array(TableSum),
  sequences: z.array(Sequence),
});
export type Manifest = z.infer<typeof Manifest>;

export const entryNames = {
  header: 'header.json',
  fingerprintKey: 'fingerprint.key',
  manifest: 'manifest.json',
} as const;

/** The file in the data folder without which stored fingerprints match nothing any more. */
export const fingerprintKeyFile = 'fingerprint.key';

/** How large a part is, about; none is larger than `largestEntryBytes`. */
export const partBytes = 4 * 1024 * 1024;
export const largestEntryBytes = 64 * 1024 * 1024;

/** What a backup or a restore moved. */
export interface BackupSummary {
  readonly schemaVersion: number;
  readonly tables: number;
  readonly rows: number;
  readonly fingerprintKey: boolean;
}

export function summarise(header: Header, manifest: Manifest): BackupSummary {
  return {
    schemaVersion: header.schemaVersion,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    fingerprintKey: manifest.fingerprintKeySha256 !== null,
  };
}
