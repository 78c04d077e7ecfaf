import type { Turn, TurnStatus } from '../contract/turn.ts';
import { changeTurn, type StoredAnswer, type StoredTurn } from '../db/stores/turns.ts';
import { canStillConfirm } from '../domain/turn/confirmation-window.ts';
import { startTurn } from '../temporal/start-turn.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';
import { showTurn, waitForRest } from './turn-of.ts';

const ANSWER_WAIT_MS = 10_000;

/** Takes in what a person said to a turn that had asked, once, and lets the turn go on; answers it when it rests again. */
export async function resumeTurn(front: Front, turn: StoredTurn, from: readonly TurnStatus[], answer: StoredAnswer): Promise<Turn> {
  const { database, clock } = front;
  const repeated = turn.status === 'interpreting' && JSON.stringify(turn.answer) === JSON.stringify(answer);
  if (repeated) return goOn(front, turn); // It was taken in, and perhaps Temporal was away.
  if (!from.includes(turn.status)) throw new ProblemError('conflict', `The turn is ${turn.status}; it has no question that this answers.`);
  if (turn.status === 'awaiting_confirmation' && !canStillConfirm(turn.askedAt, clock.now())) {
    throw new ProblemError('conflict', 'The time to confirm is over; say it again.');
  }
  const taken = await database.write((sql) => changeTurn(sql, turn, from, { status: 'interpreting', answer }));
  if (!taken) throw new ProblemError('conflict', 'The question has been answered meanwhile.');
  front.wake(turn.projectId);
  return goOn(front, taken);
}

async function goOn(front: Front, turn: StoredTurn): Promise<Turn> {
  await startTurn(front.temporal, turn);
  return showTurn(front, await waitForRest(front, turn, Math.min(front.config.intentWaitMs, ANSWER_WAIT_MS)));
}
