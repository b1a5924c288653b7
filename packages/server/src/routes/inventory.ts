import type { Handlers } from '../http/call.ts';
import { listAgents } from '../operations/agents.ts';
import { listChanges } from '../operations/changes.ts';
import { listCredentials } from '../operations/credentials.ts';
import { identityFacets, listIdentities } from '../operations/identities.ts';
import { identityGraph } from '../operations/identity-graph.ts';
import { identityHistory } from '../operations/identity-history.ts';
import { momentOf } from '../operations/moments.ts';
import { overview } from '../operations/overview.ts';
import { showIdentity } from '../operations/show-identity.ts';
import { showThing } from '../operations/things.ts';

/** Reads of the inventory. */
export const inventory: Handlers<
  | 'getIdentity'
  | 'getIdentityFacets'
  | 'getIdentityGraph'
  | 'getIdentityHistory'
  | 'getOverview'
  | 'getThing'
  | 'listAgents'
  | 'listChanges'
  | 'listCredentials'
  | 'listIdentities'
> = {
  getOverview: (_, { workings }) => overview(workings),
  listIdentities: ({ query }, { workings }) => listIdentities(workings, query),
  getIdentityFacets: ({ query }, { workings }) => identityFacets(workings, query),
  getIdentity: ({ params, query }, { workings }) =>
    showIdentity(workings, { id: params.identityId, at: momentOf(query.asOf) }),
  getIdentityHistory: ({ params, query }, { workings }) =>
    identityHistory(workings, { id: params.identityId, ...query }),
  getIdentityGraph: ({ params, query }, { workings }) =>
    identityGraph(workings, { id: params.identityId, depth: query.depth }),
  listCredentials: ({ query }, { workings }) => listCredentials(workings, query),
  getThing: ({ params, query }, { workings }) =>
    showThing(workings, { id: params.thingId, at: momentOf(query.asOf) }),
  listAgents: ({ query }, { workings }) => listAgents(workings, query),
  listChanges: ({ query }, { workings }) => listChanges(workings, query),
};
