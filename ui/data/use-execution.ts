import { queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { Execution } from '../../contract/execution.ts';
import type { Client } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const RECENT = 20;

/** An execution as the stream tells it: everything but the trace. */
export type Recorded = Omit<Execution, 'trace'>;

/** The newest executions of the project, whoever asked for them; the stream adds to it. */
export function useRecentExecutions(projectId: string) {
  const client = useClient();
  return useQuery<{ items: Recorded[] }>({
    queryKey: keys.recent(projectId),
    queryFn: () => client.call('listExecutions', { params: { projectId }, query: { limit: RECENT } }),
  });
}

function fromStream(cache: QueryClient, projectId: string, executionId: string): Execution | undefined {
  const known = cache.getQueryData<{ items: Recorded[] }>(keys.recent(projectId));
  const recorded = known?.items.find((item) => item.executionId === executionId);
  return recorded && { trace: [], ...recorded };
}

const execution = (client: Client, cache: QueryClient, projectId: string, executionId: string) =>
  queryOptions({
    queryKey: keys.execution(projectId, executionId),
    queryFn: () => client.call('getExecution', { params: { projectId, executionId } }),
    placeholderData: () => fromStream(cache, projectId, executionId),
    gcTime: Infinity,
  });

/** One recorded execution with its trace; null asks for none. It is never fetched twice, because a record does not change. */
export function useExecution(projectId: string, executionId: string | null) {
  return useQuery({ ...execution(useClient(), useQueryClient(), projectId, executionId ?? ''), enabled: executionId !== null });
}

/** Several recorded executions, those that are here already. */
export function useExecutions(projectId: string, executionIds: readonly string[]): Execution[] {
  const client = useClient();
  const cache = useQueryClient();
  const results = useQueries({ queries: executionIds.map((id) => execution(client, cache, projectId, id)) });
  return results.flatMap(({ data }) => data ?? []);
}
