import type { IdentifiedToken, SecretDetector, SecretMatch } from './detector.ts';
import { detectors } from './detectors.ts';
import { identifyWith, scanWith } from './engine/scan.ts';

/** What a scan may be told beside its text. */
export interface ScanTextOptions {
  /** Detectors to use instead of all; reuse the array, it is compiled once. */
  readonly detectors?: readonly SecretDetector[];
  /** Where the text comes from; some detectors read only files of a certain name. */
  readonly path?: string;
  /** Reports tokens whose checksum is wrong too; without it they are no match. */
  readonly keepInvalid?: boolean;
}

/**
 * Finds the secrets in a text, sorted by start and without overlaps: of two, the more specific
 * stays. Placeholders and documented examples are no match. Time is linear in the text.
 */
export function scanText(text: string, options: ScanTextOptions = {}): SecretMatch[] {
  return scanWith(options.detectors ?? detectors, text, options);
}

/**
 * Says which format a whole string is, with what it tells offline; null when no detector knows it.
 * A wrong checksum is reported, not hidden: the caller asked about this very string.
 */
export function identifyToken(value: string): IdentifiedToken | null {
  return identifyWith(detectors, value);
}
