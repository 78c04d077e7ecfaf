import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Fork } from '../../contract/fork.ts';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_FORKS = 50;

/** The forks of a project, newest first. */
export function useForks(projectId: string, isAllowed: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: keys.forks(projectId),
    enabled: isAllowed,
    queryFn: () => client.call('listForks', { params: { projectId }, query: { limit: MOST_FORKS } }),
    refetchOnMount: 'always',
  });
}

/** One fork with its state and what was tried on it. */
export function useFork(projectId: string, forkId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.fork(projectId, forkId), queryFn: () => client.call('getFork', { params: { projectId, forkId } }), refetchOnMount: 'always' });
}

/** What leads from the project's newest state, or from the version where the fork began, to the fork. */
export function useForkDiff(projectId: string, forkId: string, against: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.forkDiff(projectId, forkId, against),
    queryFn: () => client.call('diffFork', { params: { projectId, forkId }, query: { against } }),
    refetchOnMount: 'always',
  });
}

/** Branches off from a version. */
export function useCreateFork(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => client.call('postFork', { params: { projectId }, body: { version } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.forks(projectId) }),
  });
}

/** Tries a step on a fork. */
export function useRunOnFork(projectId: string, forkId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (step: Call<'runOnFork'>['body']['steps'][number]) => client.call('runOnFork', { params: { projectId, forkId }, body: { steps: [step] } }),
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: keys.fork(projectId, forkId) }), cache.invalidateQueries({ queryKey: keys.forks(projectId) })]),
  });
}

/** Makes a plan of what was tried on a fork; it is a draft, which runs when somebody runs it. */
export function usePromoteFork(projectId: string, { forkId, baseVersion }: Pick<Fork, 'forkId' | 'baseVersion'>) {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call('promoteFork', { params: { projectId, forkId }, ifMatch: baseVersion, body: {} }) });
}

/** Deletes a fork; the project knows nothing of it. */
export function useDeleteFork(projectId: string, forkId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('deleteFork', { params: { projectId, forkId } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.forks(projectId) }),
  });
}
