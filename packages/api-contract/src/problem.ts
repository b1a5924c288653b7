import { type ErrorCode, errorCatalogue } from '@nonhuman/model';
import { z } from 'zod';

/** The media type of every error answer (RFC 9457). */
export const problemMedia = 'application/problem+json';

/** One fault of a request: which part, where in it, what is wrong. */
export const FieldFault = z.object({
  in: z.enum(['path', 'query', 'body', 'header']),
  /** Dotted path inside that part; empty for the whole of it. */
  field: z.string(),
  message: z.string(),
});
export type FieldFault = z.infer<typeof FieldFault>;

/** An error as it is answered: RFC 9457 with our code, the request's id and the faults of the request. */
export const Problem = z.object({
  /** The path of the page that explains the error, e.g. `/errors/NOT_FOUND`. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** What to do about it, when there is something. */
  detail: z.string().optional(),
  requestId: z.string(),
  errors: z.array(FieldFault).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The problem of a catalogued error. */
export function problemOf(
  code: ErrorCode,
  requestId: string,
  more: { readonly detail?: string; readonly errors?: readonly FieldFault[] } = {},
): Problem {
  const { status, title } = errorCatalogue[code];
  return {
    type: `/errors/${code}`,
    title,
    status,
    code,
    requestId,
    ...(more.detail === undefined ? {} : { detail: more.detail }),
    ...(more.errors === undefined ? {} : { errors: [...more.errors] }),
  };
}
