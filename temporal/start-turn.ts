import { chatTurn } from '../workflows/chat-turn.ts';
import { ids } from '../workflows/ids.ts';
import type { Temporal } from './connect.ts';
import { start } from './start.ts';

/** Starts the workflow of a stored turn, or of the answer to its question. */
export function startTurn(temporal: Temporal, turn: { projectId: string; turnId: string; userId: string }): Promise<void> {
  const { projectId, turnId, userId } = turn;
  return start(temporal, chatTurn, {
    workflowId: ids.turn(projectId, turnId),
    input: { projectId, turnId },
    labels: { projectId, userId },
    summary: 'Chat turn',
  });
}
