import type { Execution } from '../../contract/execution.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Proposal } from '../../contract/proposal.ts';
import type { Confirmation, Reply, TurnStatus } from '../../contract/turn.ts';
import { diffInWords } from '../execution/words.ts';
import { wouldPass } from '../plan/would-pass.ts';
import { CONFIRMATION_WINDOW_MS } from './confirmation-window.ts';

/** What a turn answers, and the status that it rests in. */
export type Composed = { status: TurnStatus; reply: Reply };

/** Gives the title of an action, for the operator. */
export type TitleOf = (actionId: string) => string;

type Asked = { now: Date; titleOf: TitleOf };

/** Words a turn from the recorded execution of its one intent; what an agent claims plays no part. */
export function replyToExecution(execution: Execution, { now, titleOf }: Asked): Composed {
  const executionIds = execution.executionId === null ? [] : [execution.executionId];
  const { status, error, message, actionId, intent } = execution;
  if (error?.code === 'confirmation_required') {
    const confirmation = confirmationOf([{ actionId, inputs: intent.inputs }], { now, titleOf });
    const text = `${titleOf(actionId)} needs a confirmation. Reply yes to run it, or no to leave everything as it is.`;
    return { status: 'awaiting_confirmation', reply: { text, kind: 'clarification', confirmation, executionIds } };
  }
  switch (status) {
    case 'success':
      return { status: 'done', reply: { text: message, kind: 'executed', executionIds } };
    case 'rejected':
      return { status: 'done', reply: { ...refusalInWords(execution), kind: 'refused', executionIds } };
    case 'failed':
      return { status: 'done', reply: { text: `Failed: ${message}`, kind: 'error', executionIds } };
    case 'pending_approval':
    case 'running':
      return { status: 'awaiting_approval', reply: { text: `${titleOf(actionId)}: ${message}`, kind: 'executed', executionIds } };
  }
}

/** A refusal, and what to do first where something would help. */
function refusalInWords({ message, error }: Execution): Pick<Reply, 'text' | 'suggestion'> {
  const suggestion = error?.suggestion;
  return suggestion ? { text: `Refused: ${message} Do this first: ${suggestion.title}.`, suggestion } : { text: `Refused: ${message}` };
}

/** Words a turn from how far its plan came. */
export function replyToPlan(plan: Plan, asked: Asked): Composed {
  const executionIds = plan.executions.flatMap(({ executionId }) => executionId ?? []);
  const reply: Reply = { text: planInWords(plan), kind: 'plan', planId: plan.planId, executionIds };
  if (plan.status === 'draft' && needsConfirmation(plan)) {
    const text = 'This plan needs a confirmation. Reply yes to run it, or no to leave everything as it is.';
    return { status: 'awaiting_confirmation', reply: { ...reply, text, confirmation: confirmationOf(plan.steps, asked) } };
  }
  if (plan.status === 'awaiting_approval') return { status: 'awaiting_approval', reply };
  if (plan.status === 'rejected' && plan.executions.length === 0) return { status: 'done', reply: { ...reply, kind: 'refused' } };
  return { status: 'done', reply };
}

/** Words a proposal that runs nothing: a question, or that nothing was understood. */
export function replyToQuestion(proposal: Extract<Proposal, { kind: 'question' | 'nothing' }>): Composed {
  const { text } = proposal;
  if (proposal.kind === 'nothing') return { status: 'done', reply: { text, kind: 'clarification', executionIds: [] } };
  const { choices, missing } = proposal;
  const asked = { ...(choices.length > 0 && { choices }), ...(missing.length > 0 && { missing }) };
  return { status: 'clarifying', reply: { text, kind: 'clarification', ...asked, executionIds: [] } };
}

/** A plain sentence that closes a turn in which nothing ran. */
export function plainReply(text: string, kind: Reply['kind'] = 'refused'): Composed {
  return { status: 'done', reply: { text, kind, executionIds: [] } };
}

/** Whether a draft would run if its steps were confirmed: no step is refused on a copy, and some ask for a confirmation. */
function needsConfirmation(plan: Plan): boolean {
  return plan.preview !== null && wouldPass(plan.preview) && plan.steps.some(({ confirmed }) => !confirmed);
}

function confirmationOf(steps: readonly Pick<Plan['steps'][number], 'actionId' | 'inputs'>[], { now, titleOf }: Asked): Confirmation {
  return {
    steps: steps.map(({ actionId, inputs }) => ({ actionId, title: titleOf(actionId), inputs })),
    expiresAt: new Date(now.getTime() + CONFIRMATION_WINDOW_MS).toISOString(),
  };
}

function planInWords(plan: Plan): string {
  const { status, steps, currentStep, executions, error } = plan;
  switch (status) {
    case 'succeeded':
      return `Done, ${steps.length} steps: ${executions.map(({ diff }) => diffInWords(diff) || 'nothing had to change').join('; ')}.`;
    case 'rejected':
    case 'failed':
      return currentStep === 0 && executions.length === 0
        ? `Nothing was run. ${error?.detail ?? ''}`
        : `Stopped at step ${currentStep + 1} of ${steps.length}: ${error?.detail ?? ''} ${currentStep} ${currentStep === 1 ? 'step was' : 'steps were'} done before.`;
    case 'cancelled':
      return `Cancelled after ${executions.length} of ${steps.length} steps.`;
    case 'draft':
      return draftInWords(plan);
    case 'awaiting_approval':
      return waitingInWords(plan);
    case 'running':
      return `The plan is at step ${currentStep + 1} of ${steps.length}.`;
  }
}

function waitingInWords({ steps, currentStep, atomicity, executions }: Plan): string {
  const waiting = executions.find(({ status }) => status === 'pending_approval')?.message ?? 'It waits for approval.';
  return atomicity === 'plan' ? waiting : `Step ${currentStep + 1} of ${steps.length}: ${waiting}`;
}

function draftInWords({ preview, steps }: Plan): string {
  const index = preview?.steps.findIndex(({ status }) => status === 'rejected' || status === 'failed') ?? -1;
  const blocked = preview?.steps[index];
  if (!blocked) return `A plan of ${steps.length} steps is ready to run.`;
  return `Nothing was run: step ${index + 1} of ${steps.length} would be refused. ${blocked.message}`;
}
