import { actorOf, type Handlers } from '../http/call.ts';
import { listChecks, showCheck } from '../operations/checks.ts';
import { listFindings, showFinding } from '../operations/findings.ts';
import { acceptAll, acceptFinding, reopenFinding } from '../operations/triage.ts';

/** Checks, what they found, and what is decided about it. */
export const judgements: Handlers<
  | 'acceptFinding'
  | 'bulkAcceptFindings'
  | 'getCheck'
  | 'getFinding'
  | 'listChecks'
  | 'listFindings'
  | 'reopenFinding'
> = {
  listFindings: ({ query }, { workings }) => listFindings(workings, query),
  getFinding: ({ params }, { workings }) => showFinding(workings, params.findingId),
  acceptFinding: ({ params, body }, call) =>
    acceptFinding(call.workings, { ...body, ...params, actor: actorOf(call) }),
  reopenFinding: ({ params, body }, call) =>
    reopenFinding(call.workings, { ...body, ...params, actor: actorOf(call) }),
  bulkAcceptFindings: async ({ body }, call) => ({
    accepted: await acceptAll(call.workings, { ...body, actor: actorOf(call) }),
  }),
  listChecks: (_, { workings }) => listChecks(workings),
  getCheck: ({ params }, { workings }) => showCheck(workings, params.checkId),
};
