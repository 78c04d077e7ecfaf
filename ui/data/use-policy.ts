import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Policy } from '../../contract/policy.ts';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_VERSIONS = 200;
const CHECKS_KEPT_MS = 60_000;
const POLL_MS = 500;

/** The policy in force. No event tells of a new one, so it is asked for again whenever one comes back to the page. */
export function usePolicy(projectId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.policy(projectId),
    queryFn: () => client.call('getPolicy', { params: { projectId } }),
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
  });
}

/** What the server objects to in a policy. */
export function usePolicyCheck(projectId: string, text: string, policy: unknown, isAsked: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: keys.policyCheck(projectId, text),
    enabled: isAsked,
    queryFn: () => client.call('validatePolicy', { params: { projectId }, body: policy }),
    gcTime: CHECKS_KEPT_MS,
  });
}

/** Puts a policy in force, unless another one came to be since the version that it began from. */
export function usePublishPolicy(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ policy, base }: { policy: Policy; base: number }) => client.call('putPolicy', { params: { projectId }, body: policy, ifMatch: base }),
    onSuccess: ({ warnings: _, ...version }) => cache.setQueryData(keys.policy(projectId), version),
    onSettled: () =>
      Promise.all([keys.policy(projectId), keys.policyVersions(projectId), keys.budget(projectId)].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

/** The versions of the policy, newest first. */
export function usePolicyVersions(projectId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.policyVersions(projectId),
    queryFn: () => client.call('listPolicyVersions', { params: { projectId }, query: { limit: MOST_VERSIONS } }),
    refetchOnMount: 'always',
  });
}

/** One version of the policy, which never changes; null asks for none. */
export function usePolicyVersion(projectId: string, version: number | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.policyVersion(projectId, version ?? -1),
    enabled: version !== null,
    queryFn: () => client.call('getPolicyVersion', { params: { projectId, version: String(version) } }),
  });
}

/** Tries an intent under a policy, as somebody, at some time. Nothing is recorded. */
export function useSimulatePolicy(projectId: string) {
  const client = useClient();
  return useMutation({ mutationFn: (body: Call<'simulatePolicy'>['body']) => client.call('simulatePolicy', { params: { projectId }, body }) });
}

/** Asks which role somebody would have under a policy. Nothing is changed. */
export function useJudgeRoles(projectId: string) {
  const client = useClient();
  return useMutation({ mutationFn: (body: Call<'judgeRoles'>['body']) => client.call('judgeRoles', { params: { projectId }, body }) });
}

/** Starts to replay what is recorded under a policy. */
export function useStartBacktest(projectId: string) {
  const client = useClient();
  return useMutation({ mutationFn: (body: Call<'postBacktest'>['body']) => client.call('postBacktest', { params: { projectId }, body }) });
}

/** How far a backtest is, asked for again until it is at its end; null asks for none. */
export function useBacktest(projectId: string, backtestId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.backtest(projectId, backtestId ?? ''),
    enabled: backtestId !== null,
    queryFn: () => client.call('getBacktest', { params: { projectId, backtestId: backtestId ?? '' } }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.status === 'running' ? POLL_MS : false),
  });
}
