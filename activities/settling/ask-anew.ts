import type { Sql } from '../../db/database.ts';
import { findApprovalOfExecution, lockApproval, markRefreshed, type StoredApproval } from '../../db/stores/approvals.ts';
import { lockHead } from '../../db/stores/heads.ts';
import type { Grant } from '../../domain/approval/grant.ts';
import type { Settled } from '../../domain/execution/decide-attempts.ts';
import type { Powers } from '../dependencies.ts';
import { reopenPlan } from './reopen-plan.ts';
import { reopenTurn } from './reopen-turn.ts';
import { settleAttempts } from './settle-attempts.ts';
import { settlePlanApproval } from './settle-plan-approval.ts';
import { tellSettled } from './tell-settled.ts';

/** Asks anew for what a stale request was for, on the state as it is, where its author wants that; answers the new request, if people are needed again. Safe to repeat. */
export async function askAnew(powers: Powers, { projectId, approvalId, refreshAskedAt }: StoredApproval): Promise<string | null> {
  if (refreshAskedAt === null) return null;
  const { settled, executionId } = await powers.database.write((sql) => askOnce(powers, sql, projectId, approvalId));
  if (settled) tellSettled(powers, projectId, settled);
  if (executionId === null) return null;
  return (await findApprovalOfExecution(powers.database.read, powers.seal, projectId, executionId))?.approvalId ?? null;
}

async function askOnce(powers: Powers, sql: Sql, projectId: string, approvalId: string): Promise<{ settled: Settled | null; executionId: string | null }> {
  await lockHead(sql, projectId, []);
  const approval = await lockApproval(sql, powers.seal, projectId, approvalId);
  if (!approval || approval.outcomeExecutionId === null || approval.refreshedExecutionId !== null) return { settled: null, executionId: approval?.refreshedExecutionId ?? null };
  const { attemptId, executionId: heldExecutionId, outcomeExecutionId: newestExecutionId, reads, policyVersion } = approval;
  const grant = { approvalId, heldExecutionId, newestExecutionId, verdict: 'again' as const, reads, policyVersion };
  const settled = approval.planId === null ? await settleStep(powers, sql, approval, grant) : await settlePlanApproval(powers, sql, approval, grant);
  const executionId = settled.answers.find((answer) => answer.attemptId === attemptId)?.executionId ?? null;
  if (executionId === null) return { settled, executionId };
  await markRefreshed(sql, approval, executionId);
  await reopenTurn(sql, approval, approval.planId ?? (await powers.attempts.find(sql, projectId, attemptId))?.planId ?? null);
  return { settled, executionId };
}

/** The plan of a step that is asked for anew waits with it again. */
async function settleStep(powers: Powers, sql: Sql, { projectId, attemptId }: StoredApproval, grant: Grant): Promise<Settled> {
  const settled = await settleAttempts(powers, sql, { projectId, attemptIds: [attemptId], grants: { [attemptId]: grant } });
  const planId = (await powers.attempts.find(sql, projectId, attemptId))?.planId ?? null;
  if (planId !== null) await reopenPlan(sql, { projectId, planId }, settled);
  return settled;
}
