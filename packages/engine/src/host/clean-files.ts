import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where what was found clean is kept between scans. */
export interface CleanFilesOptions {
  /** A folder of ours. */
  readonly folder: string;
  /** Changes when a file might be judged otherwise: detectors, collectors. */
  readonly rulesVersion: string;
}

/** Files that an earlier scan has looked through and found no secret in. */
export interface CleanFiles {
  /** Whether this very content was found clean. The stamp is that of `FileStat`. */
  isClean(path: string, stamp: string): boolean;
  add(path: string, stamp: string): void;
  /** Keeps what this scan has asked for and added; nothing else. Failing to is no harm. */
  save(): void;
}

/** Remembers nothing. */
export const noCleanFiles: CleanFiles = { isClean: () => false, add: () => {}, save: () => {} };

/** Those of one scanned folder. A file that is damaged or of other rules counts as empty. */
export function openCleanFiles(options: CleanFilesOptions, root: string): CleanFiles {
  const path = join(options.folder, `${digest(root)}.clean`);
  const known = readKnown(path, options.rulesVersion);
  const kept = new Set<string>();
  return {
    isClean(file, stamp) {
      const entry = digest(`${file}\0${stamp}`);
      const isKnown = known.has(entry);
      if (isKnown) kept.add(entry);
      return isKnown;
    },
    add(file, stamp) {
      kept.add(digest(`${file}\0${stamp}`));
    },
    save() {
      try {
        mkdirSync(options.folder, { recursive: true, mode: 0o700 });
        const lines = [options.rulesVersion, ...kept];
        writeFileSync(`${path}.new`, `${lines.join('\n')}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        // The next scan reads these files again.
      }
    },
  };
}

function readKnown(path: string, rulesVersion: string): Set<string> {
  try {
    const [version, ...entries] = readFileSync(path, 'utf8').split('\n');
    return new Set(version === rulesVersion ? entries : []);
  } catch {
    return new Set();
  }
}

/** 96 bits: with a million files, two alike are as good as impossible. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest().toString('base64url', 0, 12);
}
