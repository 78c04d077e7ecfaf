import { chatTurn } from '../workflows/chat-turn.ts';
import { lookSignal } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startOptions } from './start-options.ts';

const START_WITHIN_MS = 10_000;

/** Starts the workflow of a stored turn, or tells the one that runs to look again at its row; safe to repeat. */
export async function startTurn(temporal: Temporal, turn: { projectId: string; turnId: string; userId: string }): Promise<void> {
  const { client } = temporal;
  await client.withDeadline(Date.now() + START_WITHIN_MS, () =>
    client.workflow.signalWithStart(chatTurn, { ...startOptions(temporal, launches.turn(turn)), signal: lookSignal }),
  );
}
