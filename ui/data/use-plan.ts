import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

function usePlanCall(name: 'runPlan' | 'cancelPlan', projectId: string, planId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(name, { params: { projectId, planId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.plan(projectId, planId) }),
  });
}

/** Runs a draft. */
export const useRunPlan = (projectId: string, planId: string) => usePlanCall('runPlan', projectId, planId);

/** Discards a draft, or stops a plan before its next step. */
export const useCancelPlan = (projectId: string, planId: string) => usePlanCall('cancelPlan', projectId, planId);
