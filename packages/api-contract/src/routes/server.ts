import { Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

/** Whether the server and its store answer. Tells nothing else. */
export const getHealth = defineRoute({
  id: 'getHealth',
  method: 'get',
  path: '/v1/health',
  summary: 'Whether the server and its store answer',
  permission: 'public',
  success: { status: 200, schema: z.object({ status: z.literal('ok') }) },
  errors: [],
});

export const getVersion = defineRoute({
  id: 'getVersion',
  method: 'get',
  path: '/v1/version',
  summary: 'The versions of the program and of the store, and which workspace is served',
  permission: 'inventory:read',
  success: {
    status: 200,
    schema: z.object({
      version: z.string(),
      /** The last migration that was applied. */
      store: z.string(),
      /** PostgreSQL's own. */
      postgres: z.string(),
      /** The name of the workspace; `demo` holds a made-up company. */
      workspace: z.string(),
    }),
  },
  errors: [],
});

export const getOpenApi = defineRoute({
  id: 'getOpenApi',
  method: 'get',
  path: '/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  permission: 'inventory:read',
  success: { status: 200, media: ['application/json'] },
  errors: [],
});

/** Who is signed in, and until when. */
export const Session = z.object({
  actor: z.string(),
  /** How the caller proved it. */
  by: z.enum(['cookie', 'token']),
  /** Null for a token, which does not end by itself. */
  expiresAt: Timestamp.nullable(),
});
export type Session = z.infer<typeof Session>;

/** Exchanges the code of a one-time link for a session cookie. A code works once. */
export const createSession = defineRoute({
  id: 'createSession',
  method: 'post',
  path: '/v1/session',
  summary: 'Sign in with the code of a one-time link; sets a cookie',
  permission: 'public',
  body: z.object({ code: z.string().min(1).max(200) }),
  success: { status: 201, schema: Session },
  errors: ['RATE_LIMITED'],
});

/** A one-time link, for a browser on behalf of whoever holds the token. */
export const createSessionLink = defineRoute({
  id: 'createSessionLink',
  method: 'post',
  path: '/v1/session/links',
  summary: 'Make a one-time link that signs a browser in',
  permission: 'session:create',
  success: {
    status: 201,
    schema: z.object({
      /** Path and query below the server's own address. */
      path: z.string(),
      expiresAt: Timestamp,
    }),
  },
  errors: [],
});

export const getSession = defineRoute({
  id: 'getSession',
  method: 'get',
  path: '/v1/session',
  summary: 'Who is signed in',
  permission: 'inventory:read',
  success: { status: 200, schema: Session },
  errors: [],
});

export const deleteSession = defineRoute({
  id: 'deleteSession',
  method: 'delete',
  path: '/v1/session',
  summary: 'Sign out',
  permission: 'inventory:read',
  success: { status: 204 },
  errors: [],
});
