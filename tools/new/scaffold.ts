/** One new file: its path below the checkout, and what is in it. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A change of a file that exists. */
export interface Change {
  readonly path: string;
  readonly change: (text: string) => string;
}

/** All that makes one new module. */
export interface Scaffold {
  readonly files: readonly NewFile[];
  readonly changes: readonly Change[];
  /** What to do next, in order. */
  readonly next: readonly string[];
}

/** A wrong command line: what is wrong and what would be right. */
export class ScaffoldRefused extends Error {}
