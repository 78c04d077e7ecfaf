import type { RegistryView } from '../../contract/registry.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { Recorded } from '../data/use-execution.ts';
import { boundComponents } from '../layout/bound-components.ts';
import { LayoutView } from '../layout/layout-view.tsx';
import { Panel } from '../layout/panel.tsx';
import { usePanelData } from '../layout/use-panel-data.ts';
import { Moment } from '../parts/moment.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ComponentState } from '../parts/component-state.tsx';
import { touches } from '../data/touches.ts';

const MOST = 60;
const MOST_LAYOUTS = 40;
const OPEN_AT_FIRST = 4;

type Given = { state: Snapshot; registry: RegistryView; recent: readonly Recorded[] };

function Components({ state, registry, recent }: Given) {
  const { components, version, at } = state;
  const touched = touches(recent, registry.actions);
  const summaries = new Map(registry.components.map((summary) => [summary.componentId, summary]));
  const bound = new Set(registry.layouts.flatMap(({ root }) => boundComponents(root)));
  const ids = Object.keys(components).filter((id) => !bound.has(id)).toSorted(); // By name alone, so that nothing moves under one's eyes.
  return (
    <div className="inspector-pane" tabIndex={0} role="region" aria-label="Components">
      <p className="inspector-note">
        <span>Version {version}</span>
        <Moment at={at} />
      </p>
      <Panel state={state} registry={registry} recent={recent}>
        {registry.layouts.slice(0, MOST_LAYOUTS).map((layout, index) => (
          <LayoutView key={layout.layoutId} layout={layout} folds={index < OPEN_AT_FIRST ? 'open' : 'closed'} />
        ))}
      </Panel>
      {registry.layouts.length > MOST_LAYOUTS && <p className="inspector-note">and {registry.layouts.length - MOST_LAYOUTS} more panels</p>}
      {ids.slice(0, MOST).map((id) => (
        <ComponentState key={id} componentId={id} summary={summaries.get(id)} state={components[id] ?? {}} touch={touched.get(id)} />
      ))}
      {ids.length > MOST && <p className="inspector-note">and {ids.length - MOST} more components</p>}
    </div>
  );
}

/** What every component is now: those with a layout as its widgets, the others as their values. */
export function ComponentsTab() {
  const { isPending, error, retry, loaded } = usePanelData();
  if (isPending) return <Skeleton label="Loading the components" lines={8} />;
  if (!loaded) {
    return (
      <div className="inspector-pane">
        <ProblemNote error={error} what="The state could not be loaded." onRetry={retry} />
      </div>
    );
  }
  if (Object.keys(loaded.state.components).length === 0) {
    return (
      <EmptyState title="No components yet">
        <p>They come with packs, from the folder that PACKS_DIR names.</p>
      </EmptyState>
    );
  }
  return <Components {...loaded} />;
}
