import { actorOf, type Handlers } from '../http/call.ts';
import {
  attestOwnership,
  listOwnershipChanges,
  reassignOwnership,
  undoOwnership,
  withdrawOwnership,
} from '../operations/change-ownership.ts';
import { leaverPreview } from '../operations/leaver-preview.ts';
import {
  identityOwners,
  listOwned,
  listOwners,
  ownerTotals,
  showOwner,
} from '../operations/owners.ts';

/** Who answers for what, and what people state about it. */
export const ownership: Handlers<
  | 'attestOwnership'
  | 'getIdentityOwners'
  | 'getLeaverPreview'
  | 'getOwner'
  | 'getOwnerTotals'
  | 'listOwned'
  | 'listOwners'
  | 'listOwnershipChanges'
  | 'reassignOwnership'
  | 'undoOwnership'
  | 'withdrawOwnership'
> = {
  listOwners: ({ query }, { workings }) => listOwners(workings, query),
  getOwnerTotals: (_, { workings }) => ownerTotals(workings),
  getOwner: ({ params }, { workings }) => showOwner(workings, params.ownerKey),
  listOwned: ({ params, query }, { workings }) => listOwned(workings, { ...params, ...query }),
  getIdentityOwners: ({ params }, { workings }) => identityOwners(workings, params.identityId),
  attestOwnership: ({ body }, call) =>
    attestOwnership(call.workings, { ...body, actor: actorOf(call) }),
  reassignOwnership: ({ body }, call) =>
    reassignOwnership(call.workings, { ...body, actor: actorOf(call) }),
  withdrawOwnership: ({ body }, call) =>
    withdrawOwnership(call.workings, { ...body, actor: actorOf(call) }),
  undoOwnership: ({ params }, call) =>
    undoOwnership(call.workings, { ...params, actor: actorOf(call) }),
  listOwnershipChanges: async (_, { workings }) => ({
    items: await listOwnershipChanges(workings),
  }),
  getLeaverPreview: ({ query }, { workings }) => leaverPreview(workings, query.person),
};
