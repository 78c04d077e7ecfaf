import { PencilLine } from 'lucide-react';
import type { Snapshot } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { touches } from '../data/touches.ts';
import { useExecution } from '../data/use-execution.ts';
import { useRegistry } from '../data/use-projects.ts';
import { ComponentState } from '../parts/component-state.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import type { Look } from '../parts/look.ts';

const MOST = 60;
const changed = { tone: 'success', word: 'Changed', icon: PencilLine } as const satisfies Look;

/** Every component at a version, with what the execution behind it changed marked. */
export function ComponentTree({ state }: { state: Snapshot }) {
  const { projectId } = useOpenProject();
  const registry = useRegistry(projectId).data;
  const execution = useExecution(projectId, state.executionId).data;
  const touched = touches(execution && execution.diff.length > 0 ? [execution] : [], registry?.actions ?? []);
  const summaries = new Map(registry?.components.map((summary) => [summary.componentId, summary]));
  const ids = Object.keys(state.components).toSorted();
  if (ids.length === 0) {
    return (
      <EmptyState title="No components at this version">
        <p>They come with packs, from the folder that PACKS_DIR names.</p>
      </EmptyState>
    );
  }
  return (
    <div className="state-components">
      {ids.slice(0, MOST).map((id) => (
        <ComponentState key={id} componentId={id} summary={summaries.get(id)} state={state.components[id] ?? {}} touch={touched.get(id)} mark={changed} />
      ))}
      {ids.length > MOST && <p className="faint">and {ids.length - MOST} more components</p>}
    </div>
  );
}
