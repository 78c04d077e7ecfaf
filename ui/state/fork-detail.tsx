import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Fork } from '../../contract/fork.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useDeleteFork, useFork, usePromoteFork } from '../data/use-forks.ts';
import { useMe } from '../data/use-me.ts';
import { useNames } from '../data/use-members.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { forksPath, planPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ApiError } from '../problem.ts';
import { ForkDifference } from './fork-difference.tsx';
import { ForkSteps } from './fork-steps.tsx';
import { TryStep } from './try-step.tsx';

function DeleteFork({ fork, onClose }: { fork: Fork; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const remove = useDeleteFork(projectId, fork.forkId);
  const announce = useAnnounce();
  const deleted = () => {
    announce('The fork is deleted.');
    navigate(forksPath(projectId));
  };
  return (
    <Dialog title="Delete this fork?" onClose={onClose}>
      <div className="dialog-body">
        <p>What was tried on it is gone. The project stays as it is.</p>
        {remove.isError && <ProblemNote error={remove.error} what="The fork was not deleted." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: deleted })}>
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Only who made it, or an admin, may end a fork or make a plan of it. */
function useIsMine({ createdBy }: Fork): boolean {
  const { role } = useOpenProject();
  const me = useMe().data?.user.userId;
  return role === 'admin' || createdBy === me;
}

function Head({ fork }: { fork: Fork }) {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const nameOf = useNames(projectId);
  const isMine = useIsMine(fork);
  const promote = usePromoteFork(projectId, fork);
  const [deleting, setDeleting] = useState(false);
  const hasSteps = fork.executions.some(({ status }) => status === 'success');
  const isStale = promote.error instanceof ApiError && promote.error.error === 'stale_state';
  return (
    <>
      <header className="fork-head">
        <h2 data-figures>Fork from version {fork.baseVersion}</h2>
        <span className="muted">by {nameOf(fork.createdBy)}</span>
        {isMine && (
          <span className="fork-do">
            <Button look="quiet" onClick={() => setDeleting(true)}>
              Delete
            </Button>
            <Button look="primary" busy={promote.isPending} disabled={!hasSteps} onClick={() => promote.mutate(undefined, { onSuccess: ({ planId }) => navigate(planPath(projectId, planId)) })}>
              {promote.isPending ? 'Making a plan…' : 'Make a plan of it'}
            </Button>
          </span>
        )}
      </header>
      {promote.isError && (
        <div className="fork-part">
          <ProblemNote error={promote.error} what="No plan was made." doNext={isStale ? 'The project has moved on since. Fork the newest version and repeat the steps there.' : undefined} />
        </div>
      )}
      {deleting && <DeleteFork fork={fork} onClose={() => setDeleting(false)} />}
    </>
  );
}

/** One fork: what was tried on it, one more step, and what is different now. */
export function ForkDetail({ forkId }: { forkId: string }) {
  const { projectId } = useOpenProject();
  const query = useFork(projectId, forkId);
  if (query.isPending) return <Skeleton label="Loading the fork" lines={8} />;
  if (!query.data) {
    return (
      <div className="fork-part">
        <ProblemNote error={query.error} what="The fork could not be loaded." doNext="It may have expired, or somebody has deleted it." onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return (
    <div className="fork" tabIndex={0} role="region" aria-label={`Fork from version ${query.data.baseVersion}`}>
      <Head fork={query.data} />
      <ForkSteps executions={query.data.executions} />
      <TryStep forkId={forkId} />
      <ForkDifference fork={query.data} />
    </div>
  );
}
