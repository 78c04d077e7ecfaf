import { ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { findTurn } from '../db/stores/turns.ts';
import type { Powers } from './dependencies.ts';
import { readMessage } from './interpretation/read-message.ts';
import { refOf } from './interpretation/ref-of.ts';
import { storeReading } from './interpretation/store-reading.ts';

/** Turns what was said in a turn into a stored proposal, or says that a model must be asked; what is stored already is not interpreted again. */
export const interpretMessage =
  (powers: Powers): Activities['interpretMessage'] =>
  async ({ projectId, turnId }) => {
    const { database, interpreter } = powers;
    const turn = await findTurn(database.read, projectId, turnId);
    if (!turn) throw ApplicationFailure.nonRetryable(`There is no turn ${turnId}.`, 'not_found');
    if (turn.status !== 'interpreting') return refOf(powers, turn);
    const reading = await readMessage(powers, turn);
    if (reading === null) return { kind: 'model' };
    const moved = await database.write((sql) => storeReading(powers, sql, turn, { reading, model: interpreter.model }));
    powers.wake(projectId);
    const stored = moved ?? (await findTurn(database.read, projectId, turnId));
    return stored ? refOf(powers, stored) : { kind: 'reply' };
  };
