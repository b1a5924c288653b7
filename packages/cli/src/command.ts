import type { Readable } from 'node:stream';
import type { Palette } from './output/palette.ts';
import type { Progress } from './output/progress.ts';

/** What every command ends with. */
export const exitCodes = {
  fine: 0,
  /** Findings at or over `--fail-on`. */
  findings: 1,
  /** The command line, a file name or an answer was wrong. */
  usage: 2,
  /** It could not finish: a broken store, no permission, a source that could not be read at all. */
  unfinished: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One option, as commander spells it. */
export interface Option {
  /** E.g. `--fail-on <severity>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly repeatable?: boolean;
}

/** Where a command runs: everything it would otherwise take from the process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly input: Readable;
  readonly now: () => Date;
  readonly progress: Progress;
  /** Ends when the user interrupts. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** Text for a person while the command goes on; silent with `--quiet` or `--json`. */
  readonly say: (text: string) => void;
  /** Raw result bytes for streaming commands. */
  readonly write: (chunk: string) => Promise<void>;
}

/** The options that every command has. */
export interface CommonOptions {
  readonly data?: string;
  readonly databaseUrl?: string;
  readonly workspace?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** The arguments and options of one call, as commander parsed them. */
export interface Call {
  readonly arguments: readonly string[];
  readonly options: CommonOptions &
    Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** What a command did: `data` is printed with `--json`, `text` otherwise. */
export interface Result {
  readonly data: unknown;
  text(palette: Palette, width: number): string;
  readonly exitCode?: ExitCode;
}

/** One command. Returns data; nothing but the one printer writes to the terminal. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** E.g. `[path...]`; empty for none. */
  readonly arguments: string;
  readonly options: readonly Option[];
  /** At least two: the command line and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** More help below the options, for the arguments given so far. */
  moreHelp?(argument: readonly string[]): Promise<string | null>;
  run(call: Call, surroundings: Surroundings): Promise<Result>;
}

/** A wrong command line: what is wrong and what to do. */
export class UsageError extends Error {}
