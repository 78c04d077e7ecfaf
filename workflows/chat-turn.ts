import { executeChild, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, ProposalRef, TurnOutcome, TurnRef } from '../contract/activities.ts';
import { agentStep, databaseStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';
import { ids } from './ids.ts';
import { planRun } from './plan-run.ts';

const { interpretMessage } = proxyActivities<Activities>(agentStep);
const { executeIntents, finishTurn } = proxyLocalActivities<Activities>(databaseStep);

/**
 * Carries one operator message to one recorded outcome, or to one open question. The answer to a question is a row, and
 * starts the next run of the same workflow id, so a turn that waits for a person costs nothing.
 */
export async function chatTurn(turn: TurnRef): Promise<TurnOutcome> {
  const enter = followProgress('interpreting');
  const proposal = await interpretMessage(turn);
  enter(proposal.kind === 'reply' ? 'replying' : 'running');
  await carryOut(turn, proposal);
  return finishTurn(turn);
}

async function carryOut({ projectId }: TurnRef, proposal: ProposalRef): Promise<void> {
  switch (proposal.kind) {
    case 'reply':
      return;
    case 'intent':
      await executeIntents({ projectId, attemptIds: [proposal.attemptId] });
      return;
    case 'plan':
      await executeChild(planRun, {
        args: [{ projectId, planId: proposal.planId }],
        workflowId: ids.plan(projectId, proposal.planId),
        ...labelsOf(),
      });
  }
}

/** A plan carries the search attributes of the turn that asked for it. */
function labelsOf() {
  const { typedSearchAttributes, memo } = workflowInfo();
  return { typedSearchAttributes, ...(memo && { memo }) };
}
