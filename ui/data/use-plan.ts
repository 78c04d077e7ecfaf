import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';
import { useStreamStatus } from './stream-context.ts';

const POLL_MS = 3_000;

/** A plan with its preview and the executions that it has so far. */
export function usePlan(projectId: string, planId: string) {
  const client = useClient();
  const stream = useStreamStatus();
  return useQuery({
    queryKey: keys.plan(projectId, planId),
    queryFn: () => client.call('getPlan', { params: { projectId, planId } }),
    refetchInterval: ({ state }) => (stream !== 'live' && state.data?.status === 'running' ? POLL_MS : false),
  });
}

function useAfterPlan(projectId: string, planId: string) {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.plan(projectId, planId) }),
      cache.invalidateQueries({ queryKey: keys.planLists(projectId) }),
    ]);
}

function usePlanCall(name: 'runPlan' | 'cancelPlan', projectId: string, planId: string) {
  const client = useClient();
  const after = useAfterPlan(projectId, planId);
  return useMutation({ mutationFn: () => client.call(name, { params: { projectId, planId } }), onSettled: after });
}

/** Runs a draft. */
export const useRunPlan = (projectId: string, planId: string) => usePlanCall('runPlan', projectId, planId);

/** Discards a draft, or stops a plan before its next step. */
export const useCancelPlan = (projectId: string, planId: string) => usePlanCall('cancelPlan', projectId, planId);

type Steps = Call<'postPlan'>['body']['steps'];

/** Puts other steps into a draft; its preview is made anew. */
export function useReplacePlan(projectId: string, planId: string) {
  const client = useClient();
  const after = useAfterPlan(projectId, planId);
  return useMutation({
    mutationFn: ({ steps, mode }: { steps: Steps; mode: Call<'postPlan'>['body']['mode'] }) => client.call('postPlan', { params: { projectId }, body: { steps, mode, replaces: planId } }),
    onSuccess: after,
  });
}

/** Stores a draft with its preview. */
export function useCreatePlan(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<Call<'postPlan'>['body'], 'steps' | 'atomicity'>) => client.call('postPlan', { params: { projectId }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.planLists(projectId) }),
  });
}
