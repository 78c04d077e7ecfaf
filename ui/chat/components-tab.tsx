import type { Snapshot } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRecentExecutions } from '../data/use-execution.ts';
import type { Recorded } from '../data/use-execution.ts';
import { useProjectState, useRegistry } from '../data/use-projects.ts';
import { Moment } from '../parts/moment.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ComponentState } from '../parts/component-state.tsx';
import { touches } from '../data/touches.ts';

const MOST = 60;

function Components({ state: { components, version, at }, recent }: { state: Snapshot; recent: readonly Recorded[] }) {
  const { projectId } = useOpenProject();
  const registry = useRegistry(projectId).data;
  const touched = touches(recent, registry?.actions ?? []);
  const summaries = new Map(registry?.components.map((summary) => [summary.componentId, summary]));
  const ids = Object.keys(components).toSorted(); // By name alone, so that nothing moves under one's eyes.
  return (
    <div className="inspector-pane" tabIndex={0} role="region" aria-label="Components">
      <p className="inspector-note">
        <span>Version {version}</span>
        <Moment at={at} />
      </p>
      {ids.slice(0, MOST).map((id) => (
        <ComponentState key={id} componentId={id} summary={summaries.get(id)} state={components[id] ?? {}} touch={touched.get(id)} />
      ))}
      {ids.length > MOST && <p className="inspector-note">and {ids.length - MOST} more components</p>}
    </div>
  );
}

/** The state of every component, as it is now. */
export function ComponentsTab() {
  const { projectId } = useOpenProject();
  const state = useProjectState(projectId);
  const recent = useRecentExecutions(projectId);
  if (state.isPending || recent.isPending) return <Skeleton label="Loading the components" lines={8} />;
  if (!state.data) {
    return (
      <div className="inspector-pane">
        <ProblemNote error={state.error} what="The state could not be loaded." onRetry={() => void state.refetch()} />
      </div>
    );
  }
  if (Object.keys(state.data.components).length === 0) {
    return (
      <EmptyState title="No components yet">
        <p>They come with packs, from the folder that PACKS_DIR names.</p>
      </EmptyState>
    );
  }
  return <Components state={state.data} recent={recent.data?.items ?? []} />;
}
