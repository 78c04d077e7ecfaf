import { Clock } from 'lucide-react';
import { Link } from 'wouter';
import type { Approval } from '../../contract/approval.ts';
import { useCancelApproval } from '../data/use-approval-actions.ts';
import { useApproval } from '../data/use-approvals.ts';
import { useMe } from '../data/use-me.ts';
import { Button } from './button.tsx';
import { deciders } from './deciders.ts';
import { left } from './left.ts';
import { approvalLooks } from './look.ts';
import { useNow } from './now.tsx';
import { approvalPath } from './paths.ts';
import { ProblemNote } from './problem-note.tsx';
import './approval-wait.css';

function Words({ approval }: { approval: Approval }) {
  const now = useNow();
  if (approval.status !== 'pending') return <span>The request for approval: {approvalLooks[approval.status].word.toLowerCase()}.</span>;
  const yes = approval.votes.filter(({ vote }) => vote === 'approve').length;
  return (
    <span>
      Waits for {deciders(approval)}.{' '}
      <span className="muted" data-figures>
        {yes} of {approval.quorum} approved, expires in {left(Date.parse(approval.expiresAt) - now)}.
      </span>
    </span>
  );
}

/** What something waits for: who may decide, how far that is, and the way there. Whoever asked can withdraw the request. */
export function ApprovalWait({ projectId, approvalId }: { projectId: string; approvalId: string }) {
  const { data: approval } = useApproval(projectId, approvalId);
  const me = useMe().data?.user.userId;
  const cancel = useCancelApproval({ projectId, approvalId });
  const mine = approval?.status === 'pending' && approval.requestedBy === me;
  return (
    <div className="wait tone-waiting">
      <div className="wait-line">
        <Clock size={14} strokeWidth={2.25} aria-hidden />
        {approval ? <Words approval={approval} /> : <span>Waits for approval.</span>}
        <span className="wait-end">
          {mine && (
            <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {cancel.isPending ? 'Withdrawing…' : 'Withdraw'}
            </Button>
          )}
          <Link className="button button-plain" href={approvalPath(projectId, approvalId)}>
            Open the request
          </Link>
        </span>
      </div>
      {cancel.isError && <ProblemNote error={cancel.error} what="The request was not withdrawn." />}
    </div>
  );
}
