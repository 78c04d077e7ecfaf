import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AlertStatus } from '../../contract/alert.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';
import { useMe } from './use-me.ts';

const PAGE = 50;
const MOST_OPEN = 100;
/** The page has the stream of one project, and alerts come from all of them. */
const LOOK_AGAIN_MS = 30_000;

/** The open alerts of all projects, newest first; asked for system admins alone. */
export function useOpenAlerts() {
  const client = useClient();
  const isSystemAdmin = useMe().data?.user.isSystemAdmin === true;
  return useQuery({
    queryKey: keys.alertsOf('count'),
    enabled: isSystemAdmin,
    queryFn: () => client.call('listAlerts', { query: { status: 'open', limit: MOST_OPEN } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** The alerts of all projects of one status, newest first, page after page. */
export function useAlerts(status: AlertStatus) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.alertsOf(status),
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call('listAlerts', { query: { status, limit: PAGE, cursor: pageParam || undefined } }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** The open alerts of one project, kept true by its stream. */
export function useProjectAlerts(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.projectAlerts(projectId), queryFn: () => client.call('listProjectAlerts', { params: { projectId }, query: { status: 'open', limit: 1 } }) });
}
