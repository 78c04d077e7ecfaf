import type { Turn } from '../../contract/turn.ts';
import { useRecentExecutions } from '../data/use-execution.ts';
import { isWorking } from '../data/use-turns.ts';
import { Receipt } from './receipt.tsx';

/** A receipt for every execution of a turn: those of its reply, and while it is at work those recorded so far, oldest first. */
export function TurnReceipts({ turn }: { turn: Turn }) {
  const { projectId, turnId, reply } = turn;
  const recent = useRecentExecutions(projectId).data?.items ?? [];
  const soFar = isWorking(turn) ? recent.filter((execution) => execution.turnId === turnId && execution.planId === null).toReversed() : [];
  const ids = new Set([...(reply?.executionIds ?? []), ...soFar.flatMap(({ executionId }) => executionId ?? [])]);
  return [...ids].map((executionId) => <Receipt key={executionId} projectId={projectId} executionId={executionId} />);
}
