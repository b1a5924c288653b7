import { Toast } from '@base-ui/react/toast';
import { type NewOwner, type OwnershipPlan, routes } from '@nonhuman/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, problemIn } from './api.ts';
import { countOf } from './formats.ts';

/** What a change of ownership is about: things by id, or all that an owner answers for. */
export type OwnershipSubject =
  | { readonly subjectIds: readonly string[] }
  | { readonly from: string };

/** Lists and pages that show who answers. */
const touched = [
  'listIdentities',
  'getIdentity',
  'getIdentityFacets',
  'getIdentityOwners',
  'listOwners',
  'getOwner',
  'getOwnerTotals',
  'listOwned',
  'listOwnershipChanges',
  'getLeaverPreview',
  'getOverview',
];

export interface OwnershipTerms {
  readonly owner: NewOwner;
  readonly reason: string;
  readonly until: string | null;
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () =>
    queryClient.invalidateQueries({
      predicate: ({ queryKey: [id] }) => touched.includes(String(id)),
    });
}

function write(
  subject: OwnershipSubject,
  { owner, reason, until }: OwnershipTerms,
  dryRun: boolean,
): Promise<OwnershipPlan> {
  const body = { owner, reason, until, dryRun };
  const idempotencyKey = crypto.randomUUID();
  if ('from' in subject)
    return ask(routes.reassignOwnership, {
      body: { ...body, from: subject.from, filter: {} },
      idempotencyKey,
    });
  const subjectIds = routes.attestOwnership.body.shape.subjectIds.parse(subject.subjectIds);
  return ask(routes.attestOwnership, { body: { ...body, subjectIds }, idempotencyKey });
}

/** What a change would do. */
export function usePlan(subject: OwnershipSubject) {
  return useMutation({ mutationFn: (terms: OwnershipTerms) => write(subject, terms, true) });
}

/** Undoes a change, and says so. */
function useUndo() {
  const refresh = useRefresh();
  const toasts = Toast.useToastManager();
  return async (changeId: string) => {
    try {
      await ask(routes.undoOwnership, { params: { changeId } });
      toasts.add({ title: 'Owners as before' });
    } catch (error) {
      toasts.add({ title: 'Not undone', description: problemIn(error).title });
    }
    await refresh();
  };
}

/** Makes a change, and offers to undo it. */
export function useChange(subject: OwnershipSubject, done: () => void) {
  const told = useTold();
  return useMutation({
    mutationFn: (terms: OwnershipTerms) => write(subject, terms, false),
    onSuccess: async (plan) => {
      done();
      await told(plan, 'attested');
    },
  });
}

/** Takes attestations back, and offers to undo that. */
export function useWithdraw() {
  const told = useTold();
  const toasts = Toast.useToastManager();
  return useMutation({
    mutationFn: ({ subjectId, reason }: { subjectId: string; reason: string }) =>
      ask(routes.withdrawOwnership, {
        body: {
          subjectIds: routes.withdrawOwnership.body.shape.subjectIds.parse([subjectId]),
          reason,
          dryRun: false,
        },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: (plan) => told(plan, 'withdrawn'),
    onError: (error) => toasts.add({ title: 'Not withdrawn', description: problemIn(error).title }),
  });
}

function useTold() {
  const refresh = useRefresh();
  const undo = useUndo();
  const toasts = Toast.useToastManager();
  return async ({ changeId, subjects }: OwnershipPlan, verb: string) => {
    await refresh();
    toasts.add({
      title: `Owner of ${countOf(subjects, 'thing')} ${verb}`,
      ...(changeId === null
        ? {}
        : { actionProps: { children: 'Undo', onClick: () => void undo(changeId) } }),
    });
  };
}
