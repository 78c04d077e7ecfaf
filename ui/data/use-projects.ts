import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_PROJECTS = 200;

/** The caller's projects, newest first. */
export function useProjects() {
  const client = useClient();
  return useQuery({ queryKey: keys.projects, queryFn: () => client.call('listProjects', { query: { limit: MOST_PROJECTS } }) });
}

/** One project as the caller sees it. */
export function useProject(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.project(projectId), queryFn: () => client.call('getProject', { params: { projectId } }) });
}

/** What was spent of the project's limits today. */
export function useBudget(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.budget(projectId), queryFn: () => client.call('getBudget', { params: { projectId } }) });
}

/** What the project has spent, over so many days up to and with today. */
export function useBudgetHistory(projectId: string, days: number) {
  const client = useClient();
  return useQuery({
    queryKey: keys.budgetHistory(projectId, days),
    queryFn: () => client.call('getBudgetHistory', { params: { projectId }, query: { days } }),
    placeholderData: keepPreviousData,
  });
}

/** The components and actions that the caller may see. */
export function useRegistry(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.registry(projectId), queryFn: () => client.call('getRegistry', { params: { projectId } }) });
}

/** The newest state of the project. */
export function useProjectState(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.state(projectId), queryFn: () => client.call('getState', { params: { projectId } }) });
}
