import { GitFork, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useCreateFork } from '../data/use-forks.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { forkPath, forksPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { RevertDialog } from './revert-dialog.tsx';

function ForkButton({ version }: { version: number }) {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const create = useCreateFork(projectId);
  return (
    <>
      <Button busy={create.isPending} onClick={() => create.mutate(version, { onSuccess: ({ forkId }) => navigate(forkPath(projectId, forkId)) })}>
        <GitFork size={13} aria-hidden /> Fork from here
      </Button>
      {create.isError && (
        <Dialog title="No fork was made" onClose={() => create.reset()}>
          <ProblemNote error={create.error} what={`Version ${version} could not be forked.`} />
        </Dialog>
      )}
    </>
  );
}

/** What one can begin with a version: go back to it, or try something on a copy of it. */
export function VersionActions({ version, newest }: { version: number; newest: number }) {
  const { projectId, role, status } = useOpenProject();
  const [revertFrom, setRevertFrom] = useState<number | null>(null); // The head that was looked at, which a later one does not replace.
  const mayFork = role === 'operator' || role === 'admin';
  return (
    <span className="version-actions">
      {role === 'admin' && status === 'active' && version < newest && (
        <Button onClick={() => setRevertFrom(newest)}>
          <Undo2 size={13} aria-hidden /> Revert to this
        </Button>
      )}
      {mayFork && <ForkButton version={version} />}
      {mayFork && (
        <Link className="button button-quiet" href={forksPath(projectId)}>
          Forks
        </Link>
      )}
      {revertFrom !== null && <RevertDialog version={version} head={revertFrom} onClose={() => setRevertFrom(null)} />}
    </span>
  );
}
