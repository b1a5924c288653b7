import { type FileContext, FileProblem, type HostFile } from '@nonhuman/connector-kit';
import type { Source } from '../../formats/definitions/source.ts';

/** The file of a host that is being read, and for which listing. */
export interface HostSource extends Source {
  readonly file: HostFile;
  readonly context: FileContext;
}

/** Turns what stops the reading of a file into a gap; anything else is a bug and goes on. */
export function gapOf(context: FileContext, error: unknown): void {
  if (!(error instanceof FileProblem)) throw error;
  const { reason, message, needs } = error;
  context.gap({
    reason:
      reason === 'malformed' ||
      reason === 'unsupported' ||
      reason === 'not-permitted' ||
      reason === 'too-large'
        ? reason
        : 'unreadable',
    message,
    ...(needs === null ? {} : { needs }),
  });
}

/** The file's text; null, and a gap, when it cannot be read. */
export function readText({ file, context }: HostSource): string | null {
  try {
    return file.text();
  } catch (error) {
    gapOf(context, error);
    return null;
  }
}
