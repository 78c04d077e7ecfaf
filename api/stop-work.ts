import type { Sql } from '../db/database.ts';
import { recordAdminEvent } from '../db/stores/admin-events.ts';
import { cancelApprovalById } from '../db/stores/cancelled-approvals.ts';
import { closeAttempt } from '../db/stores/open-work.ts';
import { changePlan } from '../db/stores/plans.ts';
import { listStoppable, lockForStop, type StoppableWork } from '../db/stores/stoppable-work.ts';
import { changeTurn } from '../db/stores/turns.ts';
import { plainReply } from '../domain/turn/compose-reply.ts';
import { cancelWork } from '../temporal/cancel-work.ts';
import { restartWork } from '../temporal/restart-work.ts';
import type { Front } from './front.ts';

const BATCH = 100;
const MAX_BATCHES = 100;
const AT_ONCE = 10;
const IN_FLIGHT_MS = 2_000; // A younger attempt is being decided, and the lock refuses it.

const OPEN_TURNS = ['interpreting', 'running', 'clarifying', 'awaiting_confirmation', 'awaiting_approval'] as const;
const OPEN_PLANS = ['draft', 'running', 'awaiting_approval'] as const;

/** Which project is stopped, by whom and why. */
type Stop = { projectId: string; userId: string; reason: string };

/** How many of each kind were cancelled. */
export type Stopped = { turns: number; plans: number; intents: number; approvals: number };

/**
 * Locks a project and cancels what runs and waits in it: first in the rows, where it counts, then in Temporal, whose absence stops nothing.
 * The workflow of a plan is left to find its row cancelled, so that whoever waits for the plan is answered.
 */
export async function stopWork(front: Front, stop: Stop): Promise<Stopped> {
  const stopped: Stopped = { turns: 0, plans: 0, intents: 0, approvals: 0 };
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const { found, closed } = await front.database.write((sql) => closeBatch(front, sql, stop));
    for (const { kind } of closed) stopped[COUNTED_AS[kind]] += 1;
    await tellAll(front, found.filter(({ kind }) => kind !== 'plan'));
    if (found.length < BATCH) break;
  }
  return stopped;
}

async function closeBatch(front: Front, sql: Sql, { projectId, userId, reason }: Stop): Promise<{ found: StoppableWork[]; closed: StoppableWork[] }> {
  const isLocked = await lockForStop(sql, projectId);
  if (isLocked) await recordAdminEvent(sql, { kind: 'project.locked', actorId: userId, projectId, subject: projectId, detail: { reason }, at: front.clock.now() });
  const found = await listStoppable(sql, projectId, { limit: BATCH, graceMs: IN_FLIGHT_MS });
  const closed: StoppableWork[] = [];
  for (const work of found) if (await closeRow(front, sql, work, reason)) closed.push(work);
  return { found, closed };
}

const COUNTED_AS = { turn: 'turns', plan: 'plans', intent: 'intents', approval: 'approvals' } as const;

/** Closes one row, with the reason in it and so in its event; false when it had come to rest meanwhile. */
async function closeRow({ seal, clock }: Front, sql: Sql, { kind, projectId, id }: StoppableWork, reason: string): Promise<boolean> {
  const text = `The project was stopped: ${reason}`;
  switch (kind) {
    case 'turn': {
      const closed = { ...plainReply(`${text}. What is recorded stays.`), answer: null, askedAt: null };
      return (await changeTurn(sql, { projectId, turnId: id }, OPEN_TURNS, closed)) !== undefined;
    }
    case 'plan': {
      const error = { code: 'project_locked' as const, gate: 'lifecycle' as const, detail: text };
      return (await changePlan(sql, { projectId, planId: id }, OPEN_PLANS, { status: 'cancelled', error })) !== undefined;
    }
    case 'intent':
      return closeAttempt(sql, { projectId, attemptId: id });
    case 'approval':
      return cancelApprovalById(sql, seal, projectId, id, clock.now().toISOString());
  }
}

/** Ends the workflows of what was closed; that of a request records what became of it. */
async function tellAll({ temporal, logger }: Front, found: readonly StoppableWork[]): Promise<void> {
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const ends = await Promise.allSettled(found.slice(start, start + AT_ONCE).map((work) => (work.kind === 'approval' ? restartWork(temporal, work) : cancelWork(temporal, work))));
    const missed = ends.find((end) => end.status === 'rejected');
    if (!missed) continue;
    logger.warn('cancel-missed', 'Temporal could not be told of what was cancelled; its workflows find it in their rows.', { error: missed.reason });
    return;
  }
}
