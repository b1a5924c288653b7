import { z } from 'zod';
import { Changes } from '../answers/change.ts';
import { defineRoute } from '../define-route.ts';
import { pageQuery } from '../paging.ts';
import { AsOf, Flag } from '../query-values.ts';

/** So long before now: `12h`, `7d` or `4w`. */
const Ago = z.string().regex(/^[1-9]\d{0,3}[hdw]$/);

export const listChanges = defineRoute({
  id: 'listChanges',
  method: 'get',
  path: '/v1/changes',
  summary: 'What is different between two moments, by identity, the greatest risk first',
  permission: 'inventory:read',
  query: z.object({
    /** A day, a moment, or a time before now. A change at that very moment came before it. */
    since: z.union([AsOf, Ago]),
    /** Now unless told. */
    until: AsOf.optional(),
    /** Whether a new last use alone is a change. Not unless told. */
    withUse: Flag,
    ...pageQuery,
  }),
  success: { status: 200, schema: Changes },
  errors: ['CURSOR_INVALID', 'REQUEST_INVALID'],
});
