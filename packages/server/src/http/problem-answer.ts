import { type FieldFault, type Problem, problemMedia, problemOf } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import type { Log } from '@nonhuman/runtime';
import type { z } from 'zod';

/** The parts of a request that did not fit. Answered as REQUEST_INVALID with each fault. */
export class RequestFaults extends Error {
  readonly faults: readonly FieldFault[];

  constructor(faults: readonly FieldFault[]) {
    super('the request is not valid');
    this.faults = faults;
  }
}

/** The faults that a schema found in one part of a request. */
export function faultsIn(part: FieldFault['in'], error: z.ZodError): FieldFault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null;
    const names = unknown === null ? [path] : unknown.map((key) => [...path, key]);
    const message = unknown === null ? issue.message : 'There is no such parameter';
    return names.map((name) => ({ in: part, field: name.join('.'), message }));
  });
}

/**
 * The answer to anything thrown: what the caller may know of it, and nothing of what only we may. A
 * bug is logged under the request's id.
 */
export function problemAnswer(
  error: unknown,
  { requestId, log }: { requestId: string; log: Log },
): Response {
  return respond(problemFor(error, requestId, log), retryAfterOf(error));
}

function problemFor(error: unknown, requestId: string, log: Log): Problem {
  if (error instanceof RequestFaults) {
    return problemOf('REQUEST_INVALID', requestId, { errors: error.faults });
  }
  if (error instanceof NhiError) {
    const { hint } = error.details;
    return problemOf(error.code, requestId, typeof hint === 'string' ? { detail: hint } : {});
  }
  log.error('a request failed', {
    requestId,
    error: error instanceof Error ? `${error.name}: ${error.message}` : typeof error,
    at: error instanceof Error ? (error.stack ?? '').slice(0, 4_000) : null,
  });
  return problemOf('INTERNAL', requestId);
}

function retryAfterOf(error: unknown): Record<string, string> {
  const seconds = error instanceof NhiError ? error.details['retryAfterSeconds'] : null;
  return typeof seconds === 'number' ? { 'retry-after': String(seconds) } : {};
}

function respond(problem: Problem, headers: Record<string, string>): Response {
  const signIn = problem.status === 401 ? { 'www-authenticate': 'Bearer realm="nonhuman"' } : {};
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': problemMedia, ...headers, ...signIn },
  });
}
