import { Link } from 'wouter';
import type { Execution, SimulatedExecution } from '../../contract/execution.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRevert, useRevertPreview } from '../data/use-revert.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { DiffWords } from '../parts/diff-words.tsx';
import { executionLook } from '../parts/look.ts';
import { approvalPath, executionPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ApiError } from '../problem.ts';

type Given = { version: number; head: number; onClose: () => void };

/** What the revert would change, and who would have to agree. */
function Preview({ outcome, version }: { outcome: SimulatedExecution; version: number }) {
  if (outcome.error) {
    return (
      <p>
        It would not run: {outcome.error.detail} <code className="faint">{outcome.error.code}</code>
      </p>
    );
  }
  if (outcome.diff.length === 0) return <p>The state is already what it was at version {version}.</p>;
  return (
    <>
      <p>These values change back, in a new version. Nothing that was recorded goes away.</p>
      <div className="revert-diff" tabIndex={0} role="region" aria-label="What changes">
        <DiffWords diff={outcome.diff} />
      </div>
      {outcome.approvalsNeeded.map(({ rule, requiredRole, quorum }) => (
        <p key={rule}>
          It will wait for {quorum} {quorum === 1 ? 'approval' : 'approvals'} by {requiredRole}, because of <code>{rule}</code>.
        </p>
      ))}
    </>
  );
}

/** What came of it, and where that is recorded. */
function Outcome({ execution, version, onClose }: { execution: Execution; version: number; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const { executionId, approvalId, status, error, stateVersion } = execution;
  return (
    <div className="dialog-body">
      <p className="revert-outcome">
        <Chip look={executionLook({ status, error })} />
        {status === 'success' && `Version ${stateVersion} holds the state of version ${version}.`}
        {status === 'pending_approval' && 'It runs as soon as others have agreed.'}
        {error && error.detail}
      </p>
      <div className="dialog-foot">
        {approvalId && (
          <Link className="button button-plain" href={approvalPath(projectId, approvalId)}>
            Show the request
          </Link>
        )}
        {executionId && !approvalId && (
          <Link className="button button-plain" href={executionPath(projectId, executionId)}>
            Show the execution
          </Link>
        )}
        <Button look="primary" autoFocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.error === 'stale_state';

/** Shows what going back to a version would change, asks, does it, and shows what came of it. */
export function RevertDialog({ version, head, onClose }: Given) {
  const { projectId } = useOpenProject();
  const preview = useRevertPreview(projectId, version, head);
  const revert = useRevert(projectId, version, head);
  const announce = useAnnounce();
  const would = preview.data;
  const isPossible = would !== undefined && !would.error && would.diff.length > 0;
  const confirm = () => revert.mutate(undefined, { onSuccess: ({ message, error }) => announce(error?.detail ?? message) });
  return (
    <Dialog title={`Revert to version ${version}`} onClose={onClose}>
      {revert.data ? (
        <Outcome execution={revert.data} version={version} onClose={onClose} />
      ) : (
        <div className="dialog-body">
          {preview.isPending && <Skeleton label="Working out what would change" lines={3} />}
          {preview.isError && <ProblemNote error={preview.error} what="What would change could not be worked out." onRetry={() => void preview.refetch()} />}
          {would && <Preview outcome={would} version={version} />}
          {revert.isError && <ProblemNote error={revert.error} what="Nothing was reverted." doNext={isStale(revert.error) ? 'The state has moved on meanwhile. Look at what would change now, and ask again.' : undefined} />}
          <div className="dialog-foot">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="danger" busy={revert.isPending} disabled={!isPossible} onClick={confirm}>
              {revert.isPending ? 'Reverting…' : 'Revert'}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
