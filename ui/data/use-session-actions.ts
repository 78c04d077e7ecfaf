import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** Gives a conversation another title. */
export function useRenameSession(projectId: string, sessionId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (title: string) => client.call('patchSession', { params: { projectId, sessionId }, body: { title } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.sessions(projectId) }),
  });
}

/** Deletes a conversation with what was said in it; `onDeleted` is told before the list is read anew, while its row is still there. */
export function useDeleteSession(projectId: string, sessionId: string, onDeleted: () => void) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('deleteSession', { params: { projectId, sessionId } }),
    onSuccess: () => {
      onDeleted();
      cache.removeQueries({ queryKey: keys.turns(projectId, sessionId) });
      return cache.invalidateQueries({ queryKey: keys.sessions(projectId) });
    },
  });
}
