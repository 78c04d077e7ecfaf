import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const PAGE = 20;

/** What a model was asked and answered for one's own turn, newest first. */
export function useModelCalls(projectId: string, turnId: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.modelCalls(projectId, turnId),
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call('listModelCalls', { params: { projectId, turnId }, query: { limit: PAGE, cursor: pageParam || undefined } }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchOnMount: 'always',
  });
}
