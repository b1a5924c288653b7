import { type FileContext, FileProblem } from '@nonhuman/connector-kit';

type GapReason = Parameters<FileContext['gap']>[0]['reason'];

const gapReasons: ReadonlySet<string> = new Set<GapReason>([
  'malformed',
  'unsupported',
  'unreadable',
  'not-permitted',
  'too-large',
]);

/** The reason of a problem in a format, in the words of a collector's gaps. */
export function gapReason(reason: FileProblem['reason']): GapReason {
  return isGapReason(reason) ? reason : 'malformed';
}

function isGapReason(reason: string): reason is GapReason {
  return gapReasons.has(reason);
}

/** What `read` gives; null, with a gap named, when it meets a `FileProblem`. `where` begins the message. */
export function readOrGap<T>(context: FileContext, where: string, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const message = where ? `${where}: ${error.message}` : error.message;
    context.gap({ reason: gapReason(error.reason), message });
    return null;
  }
}

const mostNamed = 20;

/** A context that names 20 gaps of a file one by one and then one more for all that follow. */
export function withFewGaps(context: FileContext): FileContext {
  let count = 0;
  return {
    ...context,
    gap(problem) {
      count += 1;
      if (count <= mostNamed) context.gap(problem);
      if (count === mostNamed + 1) {
        context.gap({ reason: problem.reason, message: 'More of this file could not be read' });
      }
    },
  };
}
