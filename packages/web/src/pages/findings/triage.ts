import { Toast } from '@base-ui/react/toast';
import { type AcceptRequest, routes } from '@nonhuman/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, problemIn } from '../../api.ts';
import { countOf } from '../../formats.ts';

/** Lists and counts that a changed finding is part of. */
const touched = [
  'listFindings',
  'getFinding',
  'listChecks',
  'getOverview',
  'getIdentity',
  'listIdentities',
  'getIdentityFacets',
];

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () =>
    queryClient.invalidateQueries({
      predicate: ({ queryKey: [id] }) => touched.includes(String(id)),
    });
}

/** Takes an acceptance back. */
export function useReopen() {
  const refresh = useRefresh();
  const toasts = Toast.useToastManager();
  return useMutation({
    mutationFn: ({ findingId, reason }: { findingId: string; reason: string }) =>
      ask(routes.reopenFinding, {
        params: { findingId },
        body: { reason },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: async () => {
      await refresh();
      toasts.add({ title: 'Reopened' });
    },
    onError: (error) => toasts.add({ title: 'Not reopened', description: problemIn(error).title }),
  });
}

/** Accepts one or several findings, and offers to take it back. */
export function useAccept(done: () => void) {
  const refresh = useRefresh();
  const toasts = Toast.useToastManager();
  const undo = async (findingIds: readonly string[]) => {
    const reason = 'Undone right after accepting';
    const answers = await Promise.allSettled(
      findingIds.map((findingId) =>
        ask(routes.reopenFinding, { params: { findingId }, body: { reason } }),
      ),
    );
    await refresh();
    const failed = answers.filter(({ status }) => status === 'rejected').length;
    toasts.add({
      title:
        failed === 0 ? 'Acceptance undone' : `${countOf(failed, 'finding')} could not be reopened`,
    });
  };
  return useMutation({
    mutationFn: async ({
      findingIds,
      request,
    }: {
      findingIds: readonly string[];
      request: AcceptRequest;
    }) => {
      const [first] = findingIds;
      const idempotencyKey = crypto.randomUUID();
      if (first !== undefined && findingIds.length === 1) {
        await ask(routes.acceptFinding, {
          params: { findingId: first },
          body: request,
          idempotencyKey,
        });
        return;
      }
      const body = {
        ...request,
        findingIds: routes.bulkAcceptFindings.body.shape.findingIds.parse(findingIds),
      };
      await ask(routes.bulkAcceptFindings, { body, idempotencyKey });
    },
    onSuccess: async (_, { findingIds }) => {
      done();
      await refresh();
      toasts.add({
        title: `${countOf(findingIds.length, 'finding')} accepted`,
        actionProps: { children: 'Undo', onClick: () => void undo(findingIds) },
      });
    },
  });
}
