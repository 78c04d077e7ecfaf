import { setTimeout as sleep } from 'node:timers/promises';
import type { Turn } from '../contract/turn.ts';
import { findTurn, type StoredTurn, wireTurn } from '../db/stores/turns.ts';
import { queryProgress } from '../temporal/query-progress.ts';
import type { Caller } from './auth/caller.ts';
import { briefly } from './briefly.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

const POLL_MS = 250;

/** Reads a turn that the caller wrote; anybody else may not know that it exists. */
export async function requireOwnTurn({ database }: Pick<Front, 'database'>, caller: Caller, projectId: string, turnId: string): Promise<StoredTurn> {
  const turn = await findTurn(database.read, projectId, turnId);
  if (!turn || turn.userId !== caller.userId) throw new ProblemError('not_found', 'There is no such turn.');
  return turn;
}

/** Whether a turn goes on by itself, without a person. */
export function isLive({ status }: Pick<Turn, 'status'>): boolean {
  return status === 'interpreting' || status === 'running';
}

/**
 * A turn as its author sees it now; while it is live, with how far its workflow is. A workflow answers no query in the
 * middle of a step on the database, and then the row says which one that is.
 */
export async function showTurn({ temporal }: Pick<Front, 'temporal'>, stored: StoredTurn): Promise<Turn> {
  const turn = wireTurn(stored);
  if (!isLive(turn)) return turn;
  const progress = await briefly(queryProgress(temporal, turn.workflowId));
  return { ...turn, progress: progress ?? { phase: turn.status, gate: null, since: turn.createdAt } };
}

/** Waits until a turn rests, or the time is up; answers it as it is then. The feed wakes it, and a slow poll is the net. */
export async function waitForRest({ database, feed, clock }: Pick<Front, 'database' | 'feed' | 'clock'>, turn: StoredTurn, waitMs: number): Promise<StoredTurn> {
  const { projectId, turnId } = turn;
  const until = clock.monotonicMs() + waitMs;
  let current = turn;
  while (isLive(current) && clock.monotonicMs() < until) {
    const woken = Promise.withResolvers<void>();
    const forget = feed.onEvents(projectId, woken.resolve);
    await Promise.race([woken.promise, sleep(Math.min(POLL_MS, Math.max(1, until - clock.monotonicMs())))]);
    forget();
    current = (await findTurn(database.read, projectId, turnId)) ?? current;
  }
  return current;
}
