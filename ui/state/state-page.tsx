import { Link } from 'wouter';
import type { Snapshot } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useProjectState } from '../data/use-projects.ts';
import { useDiff, useStateAt } from '../data/use-versions.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { isTyping, useShortcut } from '../parts/use-shortcut.ts';
import { ApiError } from '../problem.ts';
import { Comparison } from './comparison.tsx';
import { ComponentTree } from './component-tree.tsx';
import { SideBySide } from './side-by-side.tsx';
import { useVersion } from './use-version.ts';
import { VersionHead } from './version-head.tsx';
import { VersionList } from './version-list.tsx';
import { VersionSlider } from './version-slider.tsx';
import './state-page.css';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Steps through the versions by the arrow keys, wherever they are not needed for something else. */
function useSteps(shown: number, newest: number, go: (version: number) => void): void {
  useShortcut((event) => {
    const step = STEPS[event.key];
    if (!step || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    go(Math.max(0, Math.min(newest, shown + step)));
  });
}

function NoSuchVersion({ error, version, onRetry }: { error: unknown; version: number; onRetry: () => void }) {
  const { projectId } = useOpenProject();
  if (!(error instanceof ApiError) || ![404, 422].includes(error.status)) return <ProblemNote error={error} what={`Version ${version} could not be loaded.`} onRetry={onRetry} />;
  return (
    <EmptyState title={`There is no version ${version}`}>
      <p>It does not exist yet, or it is no longer kept.</p>
      <Link className="button button-plain" href={`/p/${encodeURIComponent(projectId)}/state`}>
        Show the newest version
      </Link>
    </EmptyState>
  );
}

function Versions({ newest }: { newest: Snapshot }) {
  const { projectId, name } = useOpenProject();
  const { version, compare, choose } = useVersion();
  const shown = version ?? newest.version;
  const earlier = useStateAt(projectId, version);
  const state = version === null || version === newest.version ? newest : earlier.data;
  const compared = useStateAt(projectId, compare);
  const diff = useDiff(projectId, compare, shown);
  const go = (next: number) => choose({ version: next });
  useSteps(shown, newest.version, go);
  const missing = earlier.isError && version !== newest.version;
  return (
    <div className="state-page">
      <title>{`State · ${name} · Gatehouse`}</title>
      <section className="state-main" aria-label="State">
        <VersionHead state={missing ? undefined : state} shown={shown} follows={version === null} compare={compare} newest={newest.version} onChoose={choose} />
        <VersionSlider shown={shown} newest={newest.version} compare={compare} onChange={go} />
        <div className="state-body" tabIndex={0} role="region" aria-label={`Components at version ${shown}`} aria-busy={earlier.isPlaceholderData}>
          {compare !== null && <Comparison query={diff} from={compare} to={shown} />}
          {missing && <NoSuchVersion error={earlier.error} version={shown} onRetry={() => void earlier.refetch()} />}
          {!missing && state && compare !== null && compared.data && diff.data && <SideBySide before={compared.data} after={state} diff={diff.data.diff} />}
          {!missing && state && compare === null && <ComponentTree state={state} />}
          {!missing && !state && <Skeleton label={`Loading version ${shown}`} lines={8} />}
        </div>
      </section>
      <VersionList shown={shown} compare={compare} onChoose={choose} />
    </div>
  );
}

/** The state at any version: the newest as it changes, or an earlier one, alone or compared with another. */
export function StatePage() {
  const { projectId } = useOpenProject();
  const newest = useProjectState(projectId);
  if (newest.isPending) return <Skeleton label="Loading the state" lines={10} />;
  if (!newest.data) {
    return (
      <div className="state-note">
        <ProblemNote error={newest.error} what="The state could not be loaded." onRetry={() => void newest.refetch()} />
      </div>
    );
  }
  return <Versions newest={newest.data} />;
}
