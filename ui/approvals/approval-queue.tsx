import { Link } from 'wouter';
import type { Approval } from '../../contract/approval.ts';
import { useOpenProject } from '../data/project-context.ts';
import { APPROVAL_FILTERS, useInbox } from '../data/use-approvals.ts';
import type { useApprovalList } from '../data/use-approvals.ts';
import { useNames } from '../data/use-members.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListFilter } from '../parts/list-filter.tsx';
import { approvalLooks } from '../parts/look.ts';
import { SplitRows } from '../parts/split-rows.tsx';
import { ApprovalRow } from './approval-row.tsx';
import type { useApprovalAddress } from './use-approval-address.ts';

type Given = { query: ReturnType<typeof useApprovalList>; approvals: readonly Approval[]; address: ReturnType<typeof useApprovalAddress>; openId: string | null };

const options = APPROVAL_FILTERS.map((status) => ({ value: status, label: status === 'all' ? 'All' : approvalLooks[status].word }));

function Nothing({ address: { filter, narrow } }: Pick<Given, 'address'>) {
  const { projectId } = useOpenProject();
  if (filter === 'all') {
    return (
      <EmptyState title="Nobody was asked yet">
        <p>A rule of the policy decides what waits for people, such as all that costs 20 units or more.</p>
        <Link href={`/p/${encodeURIComponent(projectId)}/policy`} className="button button-plain">
          Look at the policy
        </Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={filter === 'pending' ? 'Nothing waits' : 'No request ended so'}>
      {filter === 'pending' && <p>What the policy holds appears here by itself, with all that it would change.</p>}
      <Button onClick={() => narrow('all')}>Show all requests</Button>
    </EmptyState>
  );
}

function Rows({ query, approvals, address, openId }: Given) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const row = (approval: Approval) => <ApprovalRow key={approval.approvalId} approval={approval} who={nameOf(approval.requestedBy)} path={address.pathOf(approval.approvalId)} open={approval.approvalId === openId} />;
  return <SplitRows query={query} items={approvals} what="the requests" nothing={<Nothing address={address} />} row={row} />;
}

function Elsewhere() {
  const { projectId } = useOpenProject();
  const count = (useInbox().data?.items ?? []).filter((approval) => approval.projectId !== projectId && approval.status === 'pending').length;
  return (
    <Link href="/approvals" className="queue-elsewhere text-link">
      {count === 0 ? 'All projects' : `${count} in other projects`}
    </Link>
  );
}

/** The requests of the project, newest first, by how they stand. */
export const ApprovalQueue = (given: Given) => (
  <>
    <header className="split-head">
      <h2>Approvals</h2>
      <Elsewhere />
      <ListFilter label="Status" value={given.address.filter} options={options} onChange={given.address.narrow} />
    </header>
    <div className="split-rows">
      <Rows {...given} />
    </div>
  </>
);
