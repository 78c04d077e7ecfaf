import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

type Named = { projectId: string; approvalId: string };

function useAfterApproval({ projectId, approvalId }: Named) {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.approval(projectId, approvalId) }),
      cache.invalidateQueries({ queryKey: keys.approvalLists(projectId) }),
      cache.invalidateQueries({ queryKey: keys.inbox }),
    ]);
}

/** Says yes or no to what the digest names; if that moved meanwhile, nothing is counted. */
export function useVote({ projectId, approvalId }: Named) {
  const client = useClient();
  const after = useAfterApproval({ projectId, approvalId });
  return useMutation({
    mutationFn: (body: Call<'postVote'>['body']) => client.call('postVote', { params: { projectId, approvalId }, body }),
    onSettled: after,
  });
}

/** Withdraws a request; nobody can decide it any more. */
export function useCancelApproval({ projectId, approvalId }: Named) {
  const client = useClient();
  const after = useAfterApproval({ projectId, approvalId });
  return useMutation({ mutationFn: () => client.call('cancelApproval', { params: { projectId, approvalId } }), onSettled: after });
}

/** Asks anew for the same on the state as it is now; the answer is a new request. */
export function useRefreshApproval({ projectId, approvalId }: Named) {
  const client = useClient();
  const after = useAfterApproval({ projectId, approvalId });
  return useMutation({ mutationFn: () => client.call('refreshApproval', { params: { projectId, approvalId } }), onSettled: after });
}
