import { ApplicationFailure } from '@temporalio/activity';
import type { PlanStatus } from '../../contract/plan.ts';
import type { Sql } from '../../db/database.ts';
import type { StoredApproval } from '../../db/stores/approvals.ts';
import { changePlan, findPlan, type StoredPlan } from '../../db/stores/plans.ts';
import { digestText } from '../../domain/approval/digest-text.ts';
import type { Grant } from '../../domain/approval/grant.ts';
import { resolveAction } from '../../domain/catalog.ts';
import type { Settled } from '../../domain/execution/decide-attempts.ts';
import { decideTogether } from '../../domain/plan/decide-together.ts';
import { planAfter } from '../../domain/plan/plan-after.ts';
import { openSteps } from '../../db/stores/plan-steps.ts';
import type { Powers } from '../dependencies.ts';
import { openStepAttempts } from './open-step-attempts.ts';
import { settleAttempts } from './settle-attempts.ts';
import { stepEnds } from './step-ends.ts';

/**
 * Settles a request for a whole plan in the transaction of the caller: all of its steps, decided anew, or none. The plan's
 * row moves with it. The row that waited has the first answer of its attempt.
 */
export async function settlePlanApproval(powers: Powers, sql: Sql, approval: StoredApproval, grant: Grant): Promise<Settled> {
  const { projectId, planId, attemptId } = approval;
  const plan = planId === null ? undefined : await findPlan(sql, projectId, planId);
  if (!plan) throw ApplicationFailure.nonRetryable(`There is no plan ${planId}.`, 'not_found');
  const attemptIds = await openStepAttempts(powers, sql, plan, 0, plan.steps.length);
  const grants = { [attemptId]: { ...grant, verdict: verdictNow(powers, plan, approval, grant) } };
  const settled = await settleAttempts(powers, sql, { projectId, attemptIds, grants, decide: decideTogether });
  await changePlan(sql, plan, movable(grant), planAfter(plan, await stepEnds(sql, projectId, settled)));
  return settled;
}

/** What was allowed is void once the plan does not wait any more, or its actions are declared otherwise. */
function verdictNow({ catalog, seal }: Powers, plan: StoredPlan, { policyVersion, reads, digest }: StoredApproval, { verdict }: Grant): Grant['verdict'] {
  if (verdict !== 'allow') return verdict;
  if (plan.status !== 'awaiting_approval') return 'approval_cancelled';
  const intents = openSteps(seal, plan.sealedSteps);
  const actions = intents.flatMap(({ actionId }) => resolveAction(catalog, actionId) ?? []);
  return seal.macs('chain', digestText({ intents, actions, policyVersion, reads })).includes(digest) ? 'allow' : 'approval_stale';
}

/** What is asked anew was closed before. */
function movable({ verdict }: Grant): PlanStatus[] {
  return verdict === 'again' ? ['awaiting_approval', 'rejected'] : ['awaiting_approval'];
}
