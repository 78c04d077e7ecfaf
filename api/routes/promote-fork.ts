import { MAX_PLAN_STEPS } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import type { StoredFork } from '../../db/stores/forks.ts';
import { openSteps } from '../../db/stores/plan-steps.ts';
import { findPlanByRequest, insertPlan } from '../../db/stores/plans.ts';
import { promotableSteps } from '../../domain/fork/promotable-steps.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { carryPlan } from '../carry-plan.ts';
import { draftPlan } from '../draft-plan.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion } from '../entity-tag.ts';
import { requireFork, requireForkOwner, requireUnarchived } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { showPlan } from '../plan-of.ts';
import { ProblemError } from '../problems.ts';
import { requireHeldVersion } from '../require-version.ts';
import { triggerOf } from '../trigger-of.ts';

/**
 * Stores a plan of what was tried on a fork, if the state is still at the version that the fork branched off from, or
 * at the one that the caller names. The plan meets every gate like any other, and runs if asked to.
 */
export const promoteFork = (front: Front) =>
  endpoint(routes.promoteFork, async ({ caller, project, params: { forkId }, body, headers }) => {
    requireUnarchived(project);
    const { projectId } = project;
    const { userId } = caller;
    const { mode, atomicity, run, requestId = front.mintId() } = body;
    const fork = await requireFork(front, projectId, forkId);
    requireForkOwner(fork, caller);
    const steps = stepsOf(front, fork).map((step) => ({ ...step, mode }));
    requireActions(caller, steps.map(({ actionId }) => actionId));

    const origin = { projectId, userId, requestId, mode, atomicity, trigger: triggerOf(headers), turnId: null, workflowId: null };
    const known = await findPlanByRequest(front.database.read, projectId, userId, requestId);
    if (known) throw new ProblemError('conflict', `The requestId ${requestId} already names a plan.`);
    const draft = await draftPlan(front, { projectId, userId, atomicity, steps });
    const stored = await front.database.write(async (sql) => {
      await requireHeldVersion(sql, projectId, demandedVersion(headers) ?? body.version ?? fork.baseVersion);
      return insertPlan(sql, { ...draft, ...origin, planId: front.mintId() });
    });
    if (!stored) throw new ProblemError('conflict', `The requestId ${requestId} already names a plan.`);
    front.wake(projectId);
    return answer(run && stored.status === 'draft' ? await carryPlan(front, stored) : await showPlan(front, stored));
  });

function stepsOf({ seal }: Front, fork: StoredFork) {
  const steps = promotableSteps(openSteps(seal, fork.sealedSteps), fork.executions);
  if (steps.length === 0) throw new ProblemError('conflict', 'Nothing has passed on the fork, so there is nothing to promote.');
  if (steps.length > MAX_PLAN_STEPS) throw new ProblemError('conflict', `A plan has at most ${MAX_PLAN_STEPS} steps, and the fork has ${steps.length} that passed.`);
  return steps;
}
