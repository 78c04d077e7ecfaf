import type { Turn } from '../../contract/turn.ts';
import { useExecutions } from '../data/use-execution.ts';
import { ApprovalWait } from '../parts/approval-wait.tsx';

/** What a turn waits for while people decide about its intent. */
export function TurnApproval({ turn }: { turn: Turn }) {
  const executions = useExecutions(turn.projectId, turn.reply?.executionIds ?? []);
  const held = executions.findLast(({ status, approvalId }) => status === 'pending_approval' && approvalId !== null);
  return held?.approvalId ? <ApprovalWait projectId={turn.projectId} approvalId={held.approvalId} /> : null;
}
