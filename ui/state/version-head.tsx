import { X } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import type { Snapshot } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useExecution } from '../data/use-execution.ts';
import { useNames } from '../data/use-members.ts';
import { ActionName } from '../parts/action-name.tsx';
import { Button } from '../parts/button.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { Moment } from '../parts/moment.tsx';
import { executionPath } from '../parts/paths.ts';
import { IntegrityBadge } from './integrity-badge.tsx';
import type { Chosen } from './use-version.ts';
import { VersionActions } from './version-actions.tsx';

type Choose = (change: Partial<Chosen>) => void;

/** Who made a version, by which action, and where that is recorded. */
function MadeBy({ executionId }: { executionId: string }) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const execution = useExecution(projectId, executionId).data;
  if (!execution) return null;
  return (
    <span className="made-by">
      <Link className="made-by-link" href={executionPath(projectId, executionId)} title="Show the execution">
        <ActionName actionId={execution.actionId} />
      </Link>{' '}
      by {nameOf(execution.userId)}
    </span>
  );
}

function CompareWith({ compare, newest, onChoose }: { compare: number | null; newest: number; onChoose: Choose }) {
  const id = useId();
  return (
    <span className="compare">
      <label htmlFor={id}>Compare with version</label>
      <input id={id} type="number" min={0} max={newest} placeholder="–" value={compare ?? ''} onChange={({ target }) => onChoose({ compare: /^\d{1,15}$/.test(target.value) ? Number(target.value) : null })} />
      {compare !== null && <IconButton label="Stop comparing" icon={X} onClick={() => onChoose({ compare: null })} />}
    </span>
  );
}

type Given = { state: Snapshot | undefined; shown: number; follows: boolean; compare: number | null; newest: number; onChoose: Choose };

/** Which version is shown, how it came to be, and what one can do with it. */
export function VersionHead({ state, shown, follows, compare, newest, onChoose }: Given) {
  return (
    <header className="version-head">
      <h2 data-figures>Version {shown}</h2>
      {follows ? (
        <span className="badge">Newest</span>
      ) : (
        <Button look="quiet" onClick={() => onChoose({ version: null })}>
          Follow the newest
        </Button>
      )}
      {state?.version === shown && (
        <>
          <Moment at={state.at} />
          {state.executionId ? <MadeBy executionId={state.executionId} /> : <span className="made-by">as the project began</span>}
        </>
      )}
      <span className="version-tools">
        {state && <VersionActions version={shown} newest={newest} />}
        <CompareWith compare={compare} newest={newest} onChoose={onChoose} />
        <IntegrityBadge />
      </span>
    </header>
  );
}
