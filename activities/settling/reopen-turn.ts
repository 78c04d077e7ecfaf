import type { Sql } from '../../db/database.ts';
import type { StoredApproval } from '../../db/stores/approvals.ts';
import { changeTurn, findTurn } from '../../db/stores/turns.ts';

/** A turn that was closed because what it asked for had become stale waits again, and its reply follows what came of asking anew. One that has gone on to something else stays as it is. */
export async function reopenTurn(sql: Sql, { projectId, turnId, attemptId }: StoredApproval, planId: string | null): Promise<void> {
  const turn = turnId === null ? undefined : await findTurn(sql, projectId, turnId);
  if (!turn || (planId === null ? turn.attemptId !== attemptId : turn.planId !== planId)) return;
  await changeTurn(sql, turn, ['done'], { status: 'awaiting_approval' });
}
