import type { ProposedStep } from '../../contract/proposal.ts';
import type { Sql } from '../../db/database.ts';
import { changePlan, findPlan, insertPlan } from '../../db/stores/plans.ts';
import { changeTurn, type StoredTurn } from '../../db/stores/turns.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import type { Powers } from '../dependencies.ts';
import type { Reading } from './read-message.ts';

/** A turn that goes on has no answer to take in and no question open. */
const SETTLED = { answer: null, askedAt: null } as const;

/** Stores what a message means, together with the attempt or the plan that it leads to; a turn that has moved on stays as it is. */
export async function storeReading(powers: Powers, sql: Sql, turn: StoredTurn, reading: Reading): Promise<void> {
  const { model } = powers.interpreter;
  switch (reading.kind) {
    case 'confirm':
      return storeConfirmed(powers, sql, turn, reading.pending);
    case 'decline':
      return storeDeclined(sql, turn, reading.pending);
    case 'intent': {
      const { proposal } = reading;
      await close(sql, reading.closes);
      await changeTurn(sql, turn, ['interpreting'], { proposal, model });
      return storeAttempt(powers, sql, turn, proposal.step, false);
    }
    case 'plan': {
      const { proposal, plan } = reading;
      await close(sql, reading.closes);
      await insertPlan(sql, plan);
      await changeTurn(sql, turn, ['interpreting'], { ...SETTLED, status: 'running', proposal, planId: plan.planId, step: turn.step + 1, model });
      return;
    }
    case 'reply': {
      const { composed, proposal } = reading;
      await close(sql, reading.closes);
      await changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...composed, proposal, model });
    }
  }
}

/** A confirmation runs the stored intent or plan as it was shown, once: whoever takes it away from `awaiting_confirmation` has it. */
async function storeConfirmed(powers: Powers, sql: Sql, turn: StoredTurn, pending: StoredTurn): Promise<void> {
  const { projectId, planId, attemptId } = pending;
  const mine = pending.turnId === turn.turnId || (await close(sql, pending)) !== undefined;
  if (mine && planId !== null) {
    const plan = await findPlan(sql, projectId, planId);
    const steps = plan?.steps.map((step) => ({ ...step, confirmed: true }));
    const running = steps && (await changePlan(sql, { projectId, planId }, ['draft'], { status: 'running', steps, workflowId: powers.planWorkflowId(projectId, planId) }));
    if (running) {
      await changeTurn(sql, turn, ['interpreting'], { ...SETTLED, status: 'running', planId });
      return;
    }
  }
  const attempt = mine && attemptId !== null ? await powers.attempts.find(sql, projectId, attemptId) : undefined;
  if (attempt) return storeAttempt(powers, sql, turn, attempt.intent, true);
  await changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...plainReply('What was waiting for a confirmation is gone, so nothing was run.') });
}

async function storeDeclined(sql: Sql, turn: StoredTurn, pending: StoredTurn): Promise<void> {
  const { projectId, planId } = pending;
  if (pending.turnId !== turn.turnId) await close(sql, pending);
  if (planId !== null) await changePlan(sql, { projectId, planId }, ['draft'], { status: 'cancelled' });
  await changeTurn(sql, turn, ['interpreting'], { ...SETTLED, ...plainReply('Cancelled; nothing was run.') });
}

/** Ends an open question of another turn; answers undefined when it had been answered meanwhile. */
async function close(sql: Sql, turn: StoredTurn | null): Promise<StoredTurn | undefined> {
  return turn ? changeTurn(sql, turn, ['clarifying', 'awaiting_confirmation'], { status: 'done', askedAt: null }) : undefined;
}

async function storeAttempt({ attempts }: Powers, sql: Sql, turn: StoredTurn, { actionId, inputs }: ProposedStep, confirmed: boolean): Promise<void> {
  const { projectId, userId, turnId, step, mode, workflowId } = turn;
  const requestId = `turn:${turnId}:${step}`;
  const intent = { actionId, inputs };
  const attemptId = attempts.idOf({ projectId, userId, requestId, intent });
  await attempts.open(sql, { attemptId, projectId, userId, requestId, intent, mode, confirmed, trigger: 'chat', planId: null, turnId, workflowId });
  await changeTurn(sql, turn, ['interpreting'], { ...SETTLED, status: 'running', step: step + 1, attemptId });
}
