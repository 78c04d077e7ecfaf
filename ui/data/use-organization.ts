import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { writeAuditFilter, type AuditFilter } from './audit-filter.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const PAGE = 100;
const MOST_PAGES = 100;
const REFRESH_MS = 60_000;

/** What all projects did within the last so many milliseconds, newest project first; asked for again each minute. */
export function useRollup(withinMs: number) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.rollup(withinMs),
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const to = Date.now();
      const span = { from: new Date(to - withinMs).toISOString(), to: new Date(to).toISOString() };
      return client.call('getRollup', { query: { ...span, limit: PAGE, cursor: pageParam || undefined } });
    },
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < MOST_PAGES ? (nextCursor ?? undefined) : undefined),
    refetchInterval: REFRESH_MS,
  });
}

/** The audit of the whole house, as a filter leaves it, newest first. */
export function useOrgAudit(filter: AuditFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.orgAudit(writeAuditFilter(filter)),
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call('listOrgAudit', { query: { ...filter, limit: PAGE, cursor: pageParam || undefined } }),
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < MOST_PAGES ? (nextCursor ?? undefined) : undefined),
    refetchOnMount: 'always',
  });
}

/** After any change of projects: what lists them. */
function useRefresh() {
  const cache = useQueryClient();
  return () => Promise.all([keys.projects, keys.rollups, keys.orgAudits].map((queryKey) => cache.invalidateQueries({ queryKey })));
}

/** Opens a project, of which one is then the admin. */
export function useCreateProject() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({ mutationFn: (body: Call<'postProject'>['body']) => client.call('postProject', { body }), onSettled: refresh });
}

export type LifecycleCall = 'lockProject' | 'unlockProject' | 'archiveProject' | 'unarchiveProject';

/** Takes a step in the life of any project. */
export function useLifecycleStep() {
  const client = useClient();
  const cache = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ projectId, step }: { projectId: string; step: LifecycleCall }) => client.call(step, { params: { projectId } }),
    onSettled: (_done, _error, { projectId }) => Promise.all([refresh(), cache.invalidateQueries({ queryKey: keys.project(projectId) })]),
  });
}

/** Takes a project away for ever; nothing of it is kept here either. */
export function usePurgeProject() {
  const client = useClient();
  const cache = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ projectId, name }: { projectId: string; name: string }) => client.call('purgeProject', { params: { projectId }, body: { confirmed: true, name } }),
    onSuccess: (_gone, { projectId }) => cache.removeQueries({ queryKey: keys.all(projectId) }),
    onSettled: refresh,
  });
}
