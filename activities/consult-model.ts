import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { findTurn, type StoredTurn } from '../db/stores/turns.ts';
import type { Powers } from './dependencies.ts';
import { readByModel } from './interpretation/read-by-model.ts';
import { refOf } from './interpretation/ref-of.ts';
import { storeReading } from './interpretation/store-reading.ts';

const LOOK_EVERY_MS = 500;

/**
 * Asks a model what the message of a turn means, and stores the proposal. It tells Temporal that it lives, and gives up as soon as
 * the turn is cancelled or nobody waits for it; what is stored already is answered from its row.
 */
export const consultModel =
  (powers: Powers): Activities['consultModel'] =>
  async ({ projectId, turnId }) => {
    const { database, modelInterpreter: model } = powers;
    const turn = await findTurn(database.read, projectId, turnId);
    if (!turn) throw ApplicationFailure.nonRetryable(`There is no turn ${turnId}.`, 'not_found');
    if (!model) throw ApplicationFailure.nonRetryable('No model is configured in this worker.', 'unavailable');
    if (turn.status === 'interpreting') {
      await whileWanted(powers, turn, async (signal) => {
        const reading = await readByModel(powers, turn, { model, signal });
        Context.current().cancellationSignal.throwIfAborted(); // Another try, by another worker, may answer it yet.
        await database.write((sql) => storeReading(powers, sql, turn, { reading, model: model.model }));
      });
      powers.wake(projectId);
    }
    const stored = await findTurn(database.read, projectId, turnId);
    return stored ? refOf(powers, stored) : { kind: 'reply' };
  };

/** Runs a piece of work with a signal that aborts it once its turn is no longer being interpreted, or its step is cancelled. */
async function whileWanted({ database, logger }: Powers, { projectId, turnId }: StoredTurn, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const unwanted = new AbortController();
  const context = Context.current();
  const look = async () => {
    context.heartbeat();
    const turn = await findTurn(database.read, projectId, turnId);
    if (turn?.status !== 'interpreting') unwanted.abort();
  };
  const onError = (error: unknown) => logger.warn('turn-unwatched', 'A turn could not be looked at; it is looked at again.', { error });
  const timer = setInterval(() => void look().catch(onError), LOOK_EVERY_MS);
  context.heartbeat();
  try {
    await work(AbortSignal.any([unwanted.signal, context.cancellationSignal]));
  } finally {
    clearInterval(timer);
  }
}
