import type { Activities } from '../contract/activities.ts';
import { listExecutionsOfTurns } from '../db/stores/executions.ts';
import { changeTurn } from '../db/stores/turns.ts';
import type { Powers } from './dependencies.ts';

const TEXT = 'This turn could not be carried on because of a fault. What is recorded stays; look at the executions before you say it again.';

/** Closes a turn that cannot be carried on, and says so in its reply, which names what is recorded of it; a turn that rests already stays as it is. */
export const failTurn =
  ({ database, logger, wake }: Powers): Activities['failTurn'] =>
  async (turn) => {
    const recorded = await listExecutionsOfTurns(database.read, turn.projectId, [turn.turnId]);
    const reply = { text: TEXT, kind: 'error' as const, executionIds: recorded.flatMap(({ executionId }) => executionId ?? []) };
    await database.write((sql) => changeTurn(sql, turn, ['interpreting', 'running'], { status: 'failed', reply, answer: null, askedAt: null }));
    wake(turn.projectId);
    logger.error('turn-failed', 'A turn could not be carried on.', { project_id: turn.projectId, turn_id: turn.turnId });
  };
