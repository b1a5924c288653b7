import type { Handlers } from '../http/call.ts';
import { identityLinks, linksOf, listLinkRules, listLinks } from '../operations/links.ts';
import { momentOf } from '../operations/moments.ts';

/** What is the same in several places. */
export const links: Handlers<
  'getCredentialLinks' | 'getIdentityLinks' | 'listLinkRules' | 'listLinks'
> = {
  getIdentityLinks: ({ params, query }, { workings }) =>
    identityLinks(workings, { id: params.identityId, at: momentOf(query.asOf) }),
  getCredentialLinks: ({ params, query }, { workings }) =>
    linksOf(workings, { ids: [params.credentialId], at: momentOf(query.asOf) }),
  listLinks: ({ query }, { workings }) => listLinks(workings, query),
  listLinkRules: (_, { workings }) => listLinkRules(workings),
};
