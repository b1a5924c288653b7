import type { ErrorCode } from '@nonhuman/model';
import type { z } from 'zod';

/** What an actor may be allowed to do. `public` needs no sign-in. */
export const permissions = [
  'check:read',
  'coverage:read',
  'export:read',
  'finding:accept',
  'finding:read',
  'import:start',
  'inventory:read',
  'job:read',
  'ownership:attest',
  'public',
  'scan:start',
  'session:create',
  'source:read',
] as const;
export type Permission = (typeof permissions)[number];

export type Method = 'get' | 'post' | 'delete';

/** A JSON answer, or a stream of one of several media types. */
export type Success =
  | { readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly status: 200; readonly media: readonly [string, ...string[]] }
  | { readonly status: 204 };

/** A body that is not JSON: the bytes of a file, or a form that carries files. */
export interface RawBody {
  readonly media: readonly [string, ...string[]];
  /** What it holds, for the reference. */
  readonly description: string;
}

/** One operation of the HTTP API, as data. The server adds the handler; clients call by it. */
export interface Route {
  /** camelCase; the operation id of the OpenAPI document. Never changed. */
  readonly id: string;
  readonly method: Method;
  /** With `{name}` for each of `params`. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly rawBody?: RawBody;
  readonly success: Success;
  /** What this route itself may answer, beside the errors that every route may (`commonErrors`). */
  readonly errors: readonly ErrorCode[];
  /** Takes an `Idempotency-Key` header: the same key and body give the same answer for 24 hours. */
  readonly idempotent?: boolean;
}

/** What any route may answer. */
export const commonErrors = [
  'FORBIDDEN',
  'HOST_NOT_ALLOWED',
  'INTERNAL',
  'REQUEST_INVALID',
  'STORE_UNAVAILABLE',
  'UNAUTHENTICATED',
] as const satisfies readonly ErrorCode[];

/** Declares a route and keeps the exact types of its parts. */
export function defineRoute<const R extends Route>(route: R): R {
  return route;
}

type OutputOf<R, Part extends 'params' | 'query' | 'body'> =
  R extends Readonly<Record<Part, infer S extends z.ZodType>> ? z.output<S> : undefined;

/** The parsed parts of a request, as a handler gets them. */
export interface RequestParts<R extends Route> {
  readonly params: OutputOf<R, 'params'>;
  readonly query: OutputOf<R, 'query'>;
  readonly body: OutputOf<R, 'body'>;
}

/** What a route answers in JSON; undefined for a 204 or a stream. */
export type AnswerOf<R extends Route> = R['success'] extends {
  readonly schema: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;
