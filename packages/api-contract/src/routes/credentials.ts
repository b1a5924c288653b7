import { credentialKinds, IdentityId, statuses } from '@nonhuman/model';
import { z } from 'zod';
import { CredentialRow } from '../answers/credential.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { AsOf, Flag, listOf, Order, SearchText } from '../query-values.ts';

/** What narrows a list of credentials. */
export const CredentialFilters = z.object({
  kind: listOf(z.enum(credentialKinds)),
  provider: listOf(z.string().max(100)),
  status: listOf(z.enum(statuses)),
  identity: IdentityId.optional(),
  exposed: Flag,
  /** `never`: known not to expire; `unknown`: nobody told. */
  expiry: listOf(z.enum(['seen', 'never', 'unknown'])),
  expiresBefore: AsOf.optional(),
  q: SearchText.optional(),
  asOf: AsOf.optional(),
});
export type CredentialFilters = z.infer<typeof CredentialFilters>;

/** What a list of credentials can be ordered by. */
export const credentialSorts = ['created', 'expires', 'lastUsed', 'name'] as const;
export type CredentialSort = (typeof credentialSorts)[number];

export const listCredentials = defineRoute({
  id: 'listCredentials',
  method: 'get',
  path: '/v1/credentials',
  summary: 'Credentials, filtered and ordered; metadata only',
  permission: 'inventory:read',
  query: CredentialFilters.extend({
    sort: z.enum(credentialSorts).default('created'),
    /** Unless told: the oldest, the first to expire, the longest unused, the first name. */
    order: Order.optional(),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(CredentialRow) },
  errors: ['CURSOR_INVALID'],
});
