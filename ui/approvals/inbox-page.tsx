import type { Approval } from '../../contract/approval.ts';
import { useInbox } from '../data/use-approvals.ts';
import { useNames } from '../data/use-members.ts';
import { useProjects } from '../data/use-projects.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { approvalPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useRows } from '../parts/use-rows.ts';
import { ApprovalRow } from './approval-row.tsx';
import '../parts/split.css';
import './approvals-page.css';

function Row({ approval, place }: { approval: Approval; place: string }) {
  const nameOf = useNames(approval.projectId);
  return <ApprovalRow approval={approval} path={approvalPath(approval.projectId, approval.approvalId)} open={false} who={nameOf(approval.requestedBy)} place={place} why={approval.reason.text} />;
}

function Rows() {
  const query = useInbox();
  const projects = useProjects().data?.items ?? [];
  const pending = (query.data?.items ?? []).filter(({ status }) => status === 'pending');
  const { rows } = useRows(pending);
  if (query.isPending) return <Skeleton label="Loading your inbox" lines={8} />;
  if (!query.data) {
    return (
      <div className="split-note">
        <ProblemNote error={query.error} what="Your inbox could not be loaded." onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (pending.length === 0) {
    return (
      <EmptyState title="Nothing waits for you">
        <p>What you may decide, in any of your projects, appears here.</p>
      </EmptyState>
    );
  }
  const nameOf = (projectId: string) => projects.find((project) => project.projectId === projectId)?.name ?? projectId;
  return (
    <>
      <ol>
        {rows.map((approval) => (
          <Row key={approval.approvalId} approval={approval} place={nameOf(approval.projectId)} />
        ))}
      </ol>
      {pending.length > rows.length && <p className="split-note faint">and {pending.length - rows.length} more</p>}
    </>
  );
}

/** What the caller may decide, over all projects; each leads to its request in its own project. */
export const InboxPage = () => (
  <div className="inbox">
    <title>Approvals of all projects · Gatehouse</title>
    <header className="split-head">
      <h2>Approvals of all projects</h2>
    </header>
    <div className="split-rows" tabIndex={0} role="region" aria-label="Requests that you may decide">
      <Rows />
    </div>
  </div>
);
