import { useOpenProject } from '../data/project-context.ts';
import { useRecentExecutions } from '../data/use-execution.ts';
import { useProjectState, useRegistry } from '../data/use-projects.ts';

/** What a page of layouts needs before it can show anything: the state, the registry and the newest executions. */
export function usePanelData() {
  const { projectId } = useOpenProject();
  const state = useProjectState(projectId);
  const registry = useRegistry(projectId);
  const recent = useRecentExecutions(projectId);
  const retry = () => void Promise.all([state, registry, recent].filter(({ isError }) => isError).map(({ refetch }) => refetch()));
  return {
    isPending: state.isPending || registry.isPending || recent.isPending,
    error: state.error ?? registry.error,
    retry,
    loaded: state.data && registry.data && { state: state.data, registry: registry.data, recent: recent.data?.items ?? [] },
  };
}
