import type { SecretDetector, SecretMatch } from '../detector.ts';

/** A match before lines are counted. */
export type RawMatch = Omit<SecretMatch, 'line' | 'column'> & {
  readonly basis: SecretDetector['basis'];
};
