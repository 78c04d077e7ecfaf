import { useMutation, useQuery } from '@tanstack/react-query';
import { useClient } from './client-context.ts';

const ACTION = 'system.revert';

/** What a revert would come to on the state as it is at `head`: every gate, and the diff. Nothing is recorded. */
export function useRevertPreview(projectId: string, version: number, head: number) {
  const client = useClient();
  return useQuery({
    queryKey: ['revert', projectId, version, head],
    queryFn: () => client.call('simulateIntent', { params: { projectId }, body: { actionId: ACTION, inputs: { version }, confirmed: true } }),
    gcTime: 0, // Limits and lifecycle change without a new version.
  });
}

/** Asks for the state of a version again, unless another version came to be since `head`. */
export function useRevert(projectId: string, version: number, head: number) {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call('revert', { params: { projectId }, body: { version, confirmed: true }, ifMatch: head }) });
}
