import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const PAGE = 200;
const MOST_VERSIONS = 2_000;

/** The versions of a project's state, newest first; the stream puts new ones in front. */
export function useVersions(projectId: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.versions(projectId),
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call('listSnapshots', { params: { projectId }, query: { limit: PAGE, cursor: pageParam || undefined } }),
    getNextPageParam: ({ nextCursor }, pages) => (pages.length * PAGE < MOST_VERSIONS ? (nextCursor ?? undefined) : undefined),
  });
}

/** The state as it was at a version; until it is here, the one that was shown before stands. */
export function useStateAt(projectId: string, version: number | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.stateAt(projectId, version ?? -1),
    enabled: version !== null,
    queryFn: () => client.call('getState', { params: { projectId }, query: { version: String(version) } }),
    placeholderData: keepPreviousData,
  });
}

/** What leads from one version to another, which may be the earlier one. */
export function useDiff(projectId: string, from: number | null, to: number) {
  const client = useClient();
  return useQuery({
    queryKey: keys.diff(projectId, from ?? -1, to),
    enabled: from !== null,
    queryFn: () => client.call('getDiff', { params: { projectId }, query: { from: String(from), to: String(to) } }),
    placeholderData: keepPreviousData,
  });
}

/** Whether the records of a project are as they were written. It is looked into when it is first asked, and again on demand. */
export function useIntegrity(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.integrity(projectId), queryFn: () => client.call('getIntegrity', { params: { projectId } }) });
}
