import { useEffect, useRef } from 'react';
import type { Approval } from '../../contract/approval.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useApproval } from '../data/use-approvals.ts';
import { useRegistry } from '../data/use-projects.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Chip } from '../parts/chip.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { approvalLooks } from '../parts/look.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ApiError } from '../problem.ts';
import { ApprovalFoot } from './approval-foot.tsx';
import { ApprovalRecord } from './approval-record.tsx';
import { RequestTitle } from './request-title.tsx';

/** Says how a request that is open ended, and each vote that came in before. */
function useAnnounced({ status, votes, quorum }: Approval): void {
  const announce = useAnnounce();
  const before = useRef({ status, count: votes.length });
  useEffect(() => {
    if (before.current.status !== status) announce(`The request: ${approvalLooks[status].word}.`);
    else if (before.current.count < votes.length) announce(`${votes.length} of ${quorum} votes.`);
    before.current = { status, count: votes.length };
  }, [announce, status, votes.length, quorum]);
}

function Title({ approval: { projectId, intent } }: { approval: Approval }) {
  const actions = useRegistry(projectId).data?.actions ?? [];
  const action = actions.findLast(({ actionId }) => actionId === intent?.actionId || actionId.split('@')[0] === intent?.actionId);
  return action ? <span className="request-title">{action.title}</span> : null;
}

function Loaded({ approval, onAsked }: { approval: Approval; onAsked: (approvalId: string) => void }) {
  useAnnounced(approval);
  return (
    <>
      <header className="split-head request-head">
        <h2 className="truncate">
          <RequestTitle approval={approval} />
          <Title approval={approval} />
        </h2>
        <Chip look={approvalLooks[approval.status]} />
      </header>
      <div className="split-body" tabIndex={0} role="region" aria-label="Request in full">
        <ApprovalRecord approval={approval} />
      </div>
      <ApprovalFoot approval={approval} onAsked={onAsked} />
    </>
  );
}

/** One request, judged against the state as it is now. `onAsked` is told of the request that asks for the same anew. */
export function ApprovalDetail({ approvalId, onAsked }: { approvalId: string; onAsked: (approvalId: string) => void }) {
  const { projectId } = useOpenProject();
  const query = useApproval(projectId, approvalId);
  if (query.isPending) return <Skeleton label="Loading the request" lines={8} />;
  if (query.error instanceof ApiError && [404, 422].includes(query.error.status)) {
    return (
      <EmptyState title="There is no such request">
        <p>It may belong to another project. Choose one from the queue.</p>
      </EmptyState>
    );
  }
  if (!query.data) {
    return (
      <div className="split-note">
        <ProblemNote error={query.error} what="The request could not be loaded." onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return <Loaded approval={query.data} onAsked={onAsked} />;
}
