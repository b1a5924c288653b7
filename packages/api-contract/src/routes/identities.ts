import {
  accessLevels,
  environments,
  IdentityId,
  identityKinds,
  severities,
  statuses,
} from '@nonhuman/model';
import { z } from 'zod';
import {
  Graph,
  HistoryEntry,
  IdentityDetail,
  IdentityFacets,
  IdentityRow,
} from '../answers/identity.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { AsOf, Flag, listOf, Order, SearchText } from '../query-values.ts';

const filters = {
  kind: listOf(z.enum(identityKinds)),
  provider: listOf(z.string().max(100)),
  status: listOf(z.enum(statuses)),
  environment: listOf(z.enum(environments)),
  access: listOf(z.enum(accessLevels)),
  /** The least severe that the worst open finding may be. */
  severity: z.enum(severities).optional(),
  /** `none`: nothing tells who answers for it. */
  owner: listOf(z.enum(['attested', 'inferred', 'none'])),
  /** Ids of scopes. */
  scope: listOf(z.string().max(64)),
  /** Whether a secret of it was seen outside of tools' own files. */
  exposed: Flag,
  q: SearchText.optional(),
  asOf: AsOf.optional(),
};

/** What narrows a list of identities. */
export const IdentityFilters = z.object(filters);
export type IdentityFilters = z.infer<typeof IdentityFilters>;

/** What a list of identities can be ordered by. */
export const identitySorts = ['risk', 'name', 'lastUsed', 'created'] as const;
export type IdentitySort = (typeof identitySorts)[number];

const params = z.object({ identityId: IdentityId });

export const listIdentities = defineRoute({
  id: 'listIdentities',
  method: 'get',
  path: '/v1/identities',
  summary: 'Identities, filtered and ordered',
  permission: 'inventory:read',
  query: IdentityFilters.extend({
    /** Risk has no past: with `asOf` it is by name unless told. */
    sort: z.enum(identitySorts).default('risk'),
    /** Unless told: the highest risk, the first name, the longest unused, the newest. */
    order: Order.optional(),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(IdentityRow) },
  errors: ['CURSOR_INVALID'],
});

export const getIdentityFacets = defineRoute({
  id: 'getIdentityFacets',
  method: 'get',
  path: '/v1/identities/facets',
  summary: 'How many identities there are of each kind, provider, status and so on',
  permission: 'inventory:read',
  query: IdentityFilters,
  success: { status: 200, schema: IdentityFacets },
  errors: [],
});

export const getIdentity = defineRoute({
  id: 'getIdentity',
  method: 'get',
  path: '/v1/identities/{identityId}',
  summary: 'One identity with all that is known around it',
  permission: 'inventory:read',
  params,
  query: z.object({ asOf: AsOf.optional() }),
  success: { status: 200, schema: IdentityDetail },
  errors: ['NOT_FOUND'],
});

export const getIdentityHistory = defineRoute({
  id: 'getIdentityHistory',
  method: 'get',
  path: '/v1/identities/{identityId}/history',
  summary: 'What changed about an identity and what belongs to it, newest first',
  permission: 'inventory:read',
  params,
  query: z.object(pageQuery),
  success: { status: 200, schema: pageOf(HistoryEntry) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
});

export const getIdentityGraph = defineRoute({
  id: 'getIdentityGraph',
  method: 'get',
  path: '/v1/identities/{identityId}/graph',
  summary: 'The neighbourhood of an identity as nodes and edges',
  permission: 'inventory:read',
  params,
  query: z.object({ depth: z.coerce.number().int().min(1).max(2).default(1) }),
  success: { status: 200, schema: Graph },
  errors: ['NOT_FOUND'],
});
