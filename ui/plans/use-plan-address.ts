import { useLocation, useSearch } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { PLAN_FILTERS } from '../data/use-plan-list.ts';
import type { PlanFilter } from '../data/use-plan-list.ts';
import { planPath } from '../parts/paths.ts';

/** Where the parts of the plans page lead: to a filter, to a plan, and back to the list. */
export function usePlanAddress() {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('status');
  const filter = PLAN_FILTERS.find((status) => status === asked) ?? 'all';
  const searchOf = (status: PlanFilter) => (status === 'all' ? '' : `status=${status}`);
  const search = searchOf(filter);
  const listOf = (query: string) => `/p/${encodeURIComponent(projectId)}/plans${query ? `?${query}` : ''}`;
  return {
    filter,
    list: listOf(search),
    pathOf: (planId: string) => planPath(projectId, planId, search),
    narrow: (status: PlanFilter) => navigate(listOf(searchOf(status)), { replace: true }),
    open: (planId: string, replace = false) => navigate(planPath(projectId, planId, search), { replace }),
  };
}
