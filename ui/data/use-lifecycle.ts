import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** Stops a project: locks it and cancels what runs and waits; the answer counts what it cancelled. */
export function useStopProject(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => client.call('stopProject', { params: { projectId }, body: { reason } }),
    onSettled: () => Promise.all([cache.invalidateQueries({ queryKey: keys.all(projectId) }), cache.invalidateQueries({ queryKey: keys.projects })]),
  });
}

/** Lets a locked project run again. */
export function useUnlockProject(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('unlockProject', { params: { projectId } }),
    onSettled: () => Promise.all([cache.invalidateQueries({ queryKey: keys.project(projectId) }), cache.invalidateQueries({ queryKey: keys.projects })]),
  });
}
