import { CredentialId, IdentityId } from '@nonhuman/model';
import { z } from 'zod';
import { Link, LinkRule, linkRelations, linkVerdicts } from '../answers/link.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { AsOf, listOf } from '../query-values.ts';

const links = z.object({
  items: z.array(Link),
  /** There are more than are listed. */
  truncated: z.boolean(),
});

export const getIdentityLinks = defineRoute({
  id: 'getIdentityLinks',
  method: 'get',
  path: '/v1/identities/{identityId}/links',
  summary: 'Where else an identity and its credentials are seen, and what they are bound to there',
  permission: 'inventory:read',
  params: z.object({ identityId: IdentityId }),
  query: z.object({ asOf: AsOf.optional() }),
  success: { status: 200, schema: links },
  errors: [],
});

export const getCredentialLinks = defineRoute({
  id: 'getCredentialLinks',
  method: 'get',
  path: '/v1/credentials/{credentialId}/links',
  summary: 'Where else a credential is seen, and what it is bound to there',
  permission: 'inventory:read',
  params: z.object({ credentialId: CredentialId }),
  query: z.object({ asOf: AsOf.optional() }),
  success: { status: 200, schema: links },
  errors: [],
});

export const listLinks = defineRoute({
  id: 'listLinks',
  method: 'get',
  path: '/v1/links',
  summary: 'Links between places where one identity or credential is seen, by rule',
  permission: 'inventory:read',
  query: z.object({
    rule: listOf(z.string().max(100)),
    relation: listOf(z.enum(linkRelations)),
    verdict: listOf(z.enum(linkVerdicts)),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(Link) },
  errors: ['CURSOR_INVALID'],
});

export const listLinkRules = defineRoute({
  id: 'listLinkRules',
  method: 'get',
  path: '/v1/links/rules',
  summary: 'The rules that find links, and how many each tells',
  permission: 'inventory:read',
  success: { status: 200, schema: z.object({ items: z.array(LinkRule) }) },
  errors: [],
});
