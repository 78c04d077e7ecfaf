import {
  continueAsNew,
  executeChild,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { Activities, EndsTurn, PlanRef, ProposalRef, TurnOutcome, TurnRef } from '../contract/activities.ts';
import { databaseStep, lastStep, modelStep } from './activity-options.ts';
import { awaitPeople } from './await-people.ts';
import { followProgress } from './follow-progress.ts';
import { ids } from './ids.ts';
import { isAlreadyStarted } from './is-already-started.ts';
import { labelStatus } from './label-status.ts';
import { lookSignal } from './messages.ts';
import { ownLabels } from './own-labels.ts';
import { planRun } from './plan-run.ts';

const { interpretMessage, continueTurn, executeIntents, advancePlan, finishTurn } = proxyLocalActivities<Activities>(databaseStep);
const { consultModel } = proxyActivities<Activities>(modelStep);
const { failTurn } = proxyActivities<Activities>(lastStep);

/** More rounds than a run may go, so that its history stays short. */
const MAX_ROUNDS = 50;
const MAX_STEPS = 1_000;
/** More acts than any limit lets a turn have. */
const MAX_ACTS = 200;

/**
 * Carries one operator message to one recorded outcome, or to one open question. The answer to a question is a row whose
 * signal says 'look again': it starts the next run of the same workflow id, or another round of a run that is about to
 * close, so that no answer is lost and a turn that waits for a person costs nothing.
 */
export async function chatTurn(turn: TurnRef): Promise<TurnOutcome> {
  const enter = followProgress('interpreting');
  let looks = 0;
  setHandler(lookSignal, () => {
    looks += 1;
  });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const seen = looks;
    const outcome = await carryOrFail(turn, enter);
    labelStatus(outcome.status);
    if (looks === seen) return outcome;
  }
  return continueAsNew<typeof chatTurn>(turn);
}

/** A turn that cannot be carried on says so in its row, so that it never hangs. */
async function carryOrFail(turn: TurnRef, enter: (phase: string) => void): Promise<TurnOutcome> {
  try {
    await act(turn, enter);
    return await finishTurn(turn);
  } catch (error) {
    if (isCancellation(error)) throw error;
    enter('failing');
    await failTurn(turn);
    throw error;
  }
}

/** Does what the message asks for; a turn that acts by itself looks at what came of it and acts again, as long as it may. */
async function act(turn: TurnRef, enter: (phase: string) => void): Promise<void> {
  enter('interpreting');
  let proposal = await interpretMessage(turn);
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    if (proposal.kind === 'model') enter('asking the model');
    const meant = proposal.kind === 'model' ? await consultModel(turn) : proposal;
    enter(meant.kind === 'reply' ? 'replying' : 'running');
    await carryOut(turn, meant);
    const mayGoOn = (meant.kind === 'intent' || meant.kind === 'plan') && meant.goesOn;
    if (!mayGoOn || !(await continueTurn(turn)).goesOn) return;
    proposal = { kind: 'model' };
  }
}

/** A turn that looks at the outcome first words its reply later. */
async function carryOut({ projectId, turnId }: TurnRef, proposal: ProposalRef): Promise<void> {
  switch (proposal.kind) {
    case 'reply':
    case 'model':
      return;
    case 'intent':
      for (const outcome of await executeIntents({ projectId, attemptIds: [proposal.attemptId], ...(!proposal.goesOn && { turnId }) })) await awaitPeople(projectId, outcome);
      return;
    case 'plan':
      await carryPlan({ projectId, planId: proposal.planId, ...(!proposal.goesOn && { turnId }) });
  }
}

/** Runs the plan as a workflow of its own, or walks along where somebody has started that already: each step is recorded once. */
async function carryPlan(plan: PlanRef & EndsTurn): Promise<void> {
  try {
    await executeChild(planRun, { args: [plan], workflowId: ids.plan(plan.projectId, plan.planId), ...ownLabels() });
  } catch (error) {
    if (!isAlreadyStarted(error)) throw error;
    await walkAlong(plan);
  }
}

async function walkAlong(plan: PlanRef & EndsTurn): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { status } = await advancePlan(plan);
    if (status !== 'running') return;
  }
}
