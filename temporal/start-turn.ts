import { chatTurn } from '../workflows/chat-turn.ts';
import { ids } from '../workflows/ids.ts';
import { lookSignal } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';
import { startOptions } from './start-options.ts';

/** Starts the workflow of a stored turn, or tells the one that runs to look again at its row; safe to repeat. */
export async function startTurn(temporal: Temporal, turn: { projectId: string; turnId: string; userId: string }): Promise<void> {
  const { projectId, turnId, userId } = turn;
  const launch = { workflowId: ids.turn(projectId, turnId), input: { projectId, turnId }, labels: { projectId, userId }, summary: 'Chat turn' };
  await temporal.client.workflow.signalWithStart(chatTurn, { ...startOptions(temporal, launch), signal: lookSignal });
}
