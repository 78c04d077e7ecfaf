import { Link } from 'wouter';
import type { Approval } from '../../contract/approval.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useCancelApproval, useRefreshApproval } from '../data/use-approval-actions.ts';
import { useExecution } from '../data/use-execution.ts';
import { useMe } from '../data/use-me.ts';
import { Button } from '../parts/button.tsx';
import { planPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Decision } from './decision.tsx';

/** Asks for the same on the state as it is now; nothing else makes a stale request good. */
function AskAnew({ approval, onAsked }: { approval: Approval; onAsked: (approvalId: string) => void }) {
  const refresh = useRefreshApproval(approval);
  const ask = () => refresh.mutate(undefined, { onSuccess: ({ approvalId }) => onAsked(approvalId) });
  return (
    <>
      {refresh.isError && <ProblemNote error={refresh.error} what="It was not asked anew." />}
      <div className="ask-foot">
        <Button look="primary" busy={refresh.isPending} onClick={ask}>
          {refresh.isPending ? 'Asking…' : 'Ask anew'}
        </Button>
        <span className="ask-note">Everything is decided anew on the state as it is.</span>
      </div>
    </>
  );
}

function Withdraw({ approval }: { approval: Approval }) {
  const cancel = useCancelApproval(approval);
  return (
    <>
      <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
        {cancel.isPending ? 'Withdrawing…' : 'Withdraw the request'}
      </Button>
      {cancel.isError && <ProblemNote error={cancel.error} what="The request was not withdrawn." />}
    </>
  );
}

/** A step cannot be asked for without its plan. */
const MakeAnew = ({ projectId, planId }: { projectId: string; planId: string }) => (
  <p className="muted">
    It was part of a plan, which ended with it.{' '}
    <Link className="text-link" href={planPath(projectId, planId)}>
      Look at the plan
    </Link>{' '}
    and make it anew.
  </p>
);

/** What whoever looks at a request may do about it. */
export function ApprovalFoot({ approval, onAsked }: { approval: Approval; onAsked: (approvalId: string) => void }) {
  const { role, status } = useOpenProject();
  const mine = useMe().data?.user.userId === approval.requestedBy;
  const held = useExecution(approval.projectId, approval.executionId).data;
  const planId = approval.planId ?? held?.planId;
  const stale = approval.status === 'stale' && mine;
  if (approval.status !== 'pending' && !stale) return null;
  return (
    <footer className="request-foot">
      {status === 'locked' && <p className="muted">This project is locked: a decision now ends in a refusal.</p>}
      {stale && planId ? (
        <MakeAnew projectId={approval.projectId} planId={planId} />
      ) : stale ? (
        <AskAnew approval={approval} onAsked={onAsked} />
      ) : (
        <Decision approval={approval}>{(mine || role === 'admin') && <Withdraw approval={approval} />}</Decision>
      )}
    </footer>
  );
}
