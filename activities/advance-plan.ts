import { ApplicationFailure } from '@temporalio/activity';
import type { Activities, PlanProgress } from '../contract/activities.ts';
import { openSteps } from '../db/stores/plan-steps.ts';
import { changePlan, findPlan, type PlanChange, type StoredPlan } from '../db/stores/plans.ts';
import { findExecution } from '../db/stores/executions.ts';
import type { Execution } from '../contract/execution.ts';
import type { Powers } from './dependencies.ts';
import { executeIntents } from './execute-intents.ts';

/**
 * Carries a running plan one step further: the step's attempt has an id made from the plan and its place, so a step that
 * is recorded is never run again, and the plan's row says how far it came.
 */
export const advancePlan =
  (powers: Powers): Activities['advancePlan'] =>
  async (ref) => {
    const { database } = powers;
    const plan = await findPlan(database.read, ref.projectId, ref.planId);
    if (!plan) throw ApplicationFailure.nonRetryable(`There is no plan ${ref.planId}.`, 'not_found');
    if (plan.status !== 'running') return progressOf(plan);

    const execution = await executeStep(powers, plan);
    const advanced = execution && (await database.write((sql) => changePlan(sql, ref, ['running'], changeAfter(plan, execution))));
    powers.wake(ref.projectId);
    return progressOf(advanced ?? (await findPlan(database.read, ref.projectId, ref.planId)) ?? plan);
  };

/** Executes the step that is next; undefined when the plan was cancelled before the step was decided. */
async function executeStep(powers: Powers, plan: StoredPlan): Promise<Execution | undefined> {
  const { attempts, database, seal } = powers;
  const { projectId, userId, planId, turnId, currentStep, mode } = plan;
  const intent = openSteps(seal, plan.sealedSteps)[currentStep];
  if (!intent) throw ApplicationFailure.nonRetryable(`The plan ${planId} has no step ${currentStep}.`, 'invalid_request');
  const requestId = `${planId}#${currentStep}`;
  const core = { actionId: intent.actionId, inputs: intent.inputs };
  const attemptId = await attempts.idOf(database.read, { projectId, userId, requestId, intent: core });
  const { confirmed } = intent;
  await attempts.open(database.read, { attemptId, projectId, userId, requestId, intent: core, mode, confirmed, trigger: 'plan', planId, turnId, workflowId: plan.workflowId });

  const [outcome] = await executeIntents(powers)({ projectId, attemptIds: [attemptId] });
  return outcome && findExecution(database.read, projectId, outcome.executionId);
}

function changeAfter(plan: StoredPlan, execution: Execution): PlanChange {
  const currentStep = plan.currentStep + 1;
  switch (execution.status) {
    case 'success':
      return { currentStep, ...(currentStep === plan.steps.length && { status: 'succeeded' as const }) };
    case 'rejected':
      return { status: 'rejected', error: execution.error };
    case 'failed':
      return { status: 'failed', error: execution.error };
    case 'pending_approval':
    case 'running':
      return { status: 'awaiting_approval' };
  }
}

function progressOf({ status, currentStep }: StoredPlan): PlanProgress {
  return { status, currentStep };
}
