import { Link } from 'wouter';
import type { Layout } from '../../contract/layout.ts';
import { isPermitted } from '../data/is-permitted.ts';
import { useOpenProject } from '../data/project-context.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { panelsPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { LayoutView } from './layout-view.tsx';
import { Panel } from './panel.tsx';
import { usePanelData } from './use-panel-data.ts';
import './panels-page.css';

/** What somebody has to know who finds nothing to press. */
function useNote(): string | null {
  const { role, status } = useOpenProject();
  if (status !== 'active') return `The project is ${status}: values can be looked at, and nothing runs.`;
  return isPermitted(role, 'low') ? null : 'Your role may look. An operator may also change values.';
}

function Choice({ layouts, chosen }: { layouts: readonly Layout[]; chosen: string | null }) {
  const { projectId } = useOpenProject();
  return (
    <nav className="panels-choice" aria-label="Panels">
      <Link href={panelsPath(projectId)} aria-current={chosen === null ? 'page' : undefined}>
        All
      </Link>
      {layouts.map(({ layoutId, title }) => (
        <Link key={layoutId} href={panelsPath(projectId, layoutId)} aria-current={chosen === layoutId ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

type Loaded = NonNullable<ReturnType<typeof usePanelData>['loaded']>;

function Panels({ loaded, layoutId }: { loaded: Loaded; layoutId: string | null }) {
  const { projectId } = useOpenProject();
  const note = useNote();
  const { state, registry } = loaded;
  const shown = registry.layouts.filter((layout) => layoutId === null || layout.layoutId === layoutId);
  return (
    <>
      <header className="panels-head">
        <Choice layouts={registry.layouts} chosen={layoutId} />
        <p className="faint panels-version" data-figures>
          Version {state.version} <Moment at={state.at} />
        </p>
      </header>
      <div className="panels-body" tabIndex={0} role="region" aria-label="Widgets">
        {note && <p className="panels-note">{note}</p>}
        {shown.length === 0 && (
          <EmptyState title={layoutId === null ? 'No panels yet' : 'There is no such panel'}>
            <p>Panels come with packs, which say under `layouts` how their components are shown.</p>
            {layoutId !== null && (
              <Link className="button button-plain" href={panelsPath(projectId)}>
                Show all panels
              </Link>
            )}
          </EmptyState>
        )}
        <Panel {...loaded}>
          <div className={shown.length === 1 ? 'panels panels-one' : 'panels'}>
            {shown.map((layout) => (
              <LayoutView key={layout.layoutId} layout={layout} />
            ))}
          </div>
        </Panel>
      </div>
    </>
  );
}

/** The layouts of every pack, bound to the state as it is now; an edit proposes an intent. */
export function PanelsPage({ layoutId }: { layoutId: string | null }) {
  const { name } = useOpenProject();
  const { isPending, error, retry, loaded } = usePanelData();
  return (
    <section className="panels-page" aria-label="Panels">
      <title>{`Panels · ${name} · Gatehouse`}</title>
      {isPending && <Skeleton label="Loading the panels" lines={10} />}
      {!isPending && !loaded && <ProblemNote error={error} what="The panels could not be loaded." onRetry={retry} />}
      {loaded && <Panels loaded={loaded} layoutId={layoutId} />}
    </section>
  );
}
