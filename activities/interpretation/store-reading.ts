import type { IntentCore, RecordedIntent } from '../../contract/intent.ts';
import type { ProposedStep } from '../../contract/proposal.ts';
import type { Sql } from '../../db/database.ts';
import { openSteps, sealSteps } from '../../db/stores/plan-steps.ts';
import { changePlan, findPlan, insertPlan, type StoredPlan } from '../../db/stores/plans.ts';
import { changeTurn, holdTurn, type StoredTurn, type TurnChange } from '../../db/stores/turns.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import type { Powers } from '../dependencies.ts';
import type { Reading } from './reading.ts';

const GONE = 'What was waiting for a confirmation is gone, so nothing was run.';

/** A turn that goes on has no answer to take in and no question open. */
const SETTLED = { answer: null, askedAt: null } as const;

/** Stores what a message means, together with the attempt or the plan that it leads to, and answers the turn; one that has moved on stays as it is, and is undefined. */
export async function storeReading(powers: Powers, sql: Sql, turn: StoredTurn, { reading, model }: { reading: Reading; model: string }): Promise<StoredTurn | undefined> {
  if (!(await holdTurn(sql, turn, ['interpreting']))) return undefined;
  switch (reading.kind) {
    case 'confirm':
      return storeConfirmed(powers, sql, turn, reading.pending);
    case 'decline':
      return storeDeclined(sql, turn, reading.pending);
    case 'intent': {
      const { proposal } = reading;
      await giveUp(sql, reading.closes);
      return storeAttempt(powers, sql, turn, { ...proposal.step, media: turn.media, confirmed: false }, { proposal, model });
    }
    case 'plan': {
      const { proposal, plan } = reading;
      await giveUp(sql, reading.closes);
      await insertPlan(sql, plan);
      const becomes = { planId: plan.planId, attemptId: null, step: turn.step + 1 };
      return changeTurn(sql, turn, ['interpreting'], { ...SETTLED, status: 'running', proposal, model, ...becomes });
    }
    case 'reply': {
      const { composed, proposal } = reading;
      await giveUp(sql, reading.closes);
      return changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...composed, proposal, model });
    }
  }
}

/** A confirmation runs the stored intent or plan as it was shown, once: whoever takes it away from `awaiting_confirmation` has it. */
async function storeConfirmed(powers: Powers, sql: Sql, turn: StoredTurn, pending: StoredTurn): Promise<StoredTurn | undefined> {
  const { projectId, planId, attemptId } = pending;
  const mine = pending.turnId === turn.turnId || (await close(sql, pending)) !== undefined;
  if (mine && planId !== null) {
    const plan = await findPlan(sql, projectId, planId);
    const running = plan && (await changePlan(sql, plan, ['draft'], { status: 'running', ...confirmed(powers, plan), workflowId: powers.planWorkflowId(projectId, planId) }));
    if (running) return changeTurn(sql, turn, ['interpreting'], { ...SETTLED, status: 'running', planId, attemptId: null });
  }
  const attempt = mine && attemptId !== null ? await powers.attempts.find(sql, projectId, attemptId) : undefined;
  if (attempt) return storeAttempt(powers, sql, turn, { ...attempt.intent, confirmed: true }, {});
  return changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...plainReply(GONE) });
}

/** The steps of a plan, every one confirmed: as they run, and as people see them. */
function confirmed({ seal }: Powers, plan: StoredPlan): Pick<StoredPlan, 'steps' | 'sealedSteps'> {
  const confirm = (steps: readonly RecordedIntent[]) => steps.map((step) => ({ ...step, confirmed: true }));
  return { steps: confirm(plan.steps), sealedSteps: sealSteps(seal, confirm(openSteps(seal, plan.sealedSteps))) };
}

async function storeDeclined(sql: Sql, turn: StoredTurn, pending: StoredTurn): Promise<StoredTurn | undefined> {
  const { projectId, planId } = pending;
  const mine = pending.turnId === turn.turnId || (await close(sql, pending)) !== undefined;
  if (mine && planId !== null) await changePlan(sql, { projectId, planId }, ['draft'], { status: 'cancelled' });
  return changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...plainReply(mine ? 'Cancelled; nothing was run.' : GONE) });
}

/** Ends an open question of another turn; answers undefined when it had been answered meanwhile. */
async function close(sql: Sql, turn: StoredTurn): Promise<StoredTurn | undefined> {
  return changeTurn(sql, turn, ['clarifying', 'awaiting_confirmation'], { status: 'done', askedAt: null });
}

/** Gives up an open question that the message is not about, with the plan that waited for its answer. */
async function giveUp(sql: Sql, turn: StoredTurn | null): Promise<void> {
  if (!turn || !(await close(sql, turn)) || turn.planId === null) return;
  await changePlan(sql, { projectId: turn.projectId, planId: turn.planId }, ['draft'], { status: 'cancelled' });
}

/** What was attached to the message goes with its intent; what runs after a yes has what it was asked for with. */
type Step = ProposedStep & Pick<IntentCore, 'media'> & { confirmed: boolean };

async function storeAttempt({ attempts }: Powers, sql: Sql, turn: StoredTurn, { actionId, inputs, media = [], confirmed }: Step, also: TurnChange): Promise<StoredTurn | undefined> {
  const { projectId, userId, turnId, step, mode, workflowId } = turn;
  const requestId = `${turnId}#${step}`;
  const intent = { actionId, inputs, ...(media.length > 0 && { media }) };
  const attemptId = await attempts.idOf(sql, { projectId, userId, requestId, intent });
  await attempts.open(sql, { attemptId, projectId, userId, requestId, intent, mode, confirmed, trigger: 'chat', planId: null, turnId, workflowId });
  return changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...also, status: 'running', step: step + 1, attemptId, planId: null });
}
