import { listLastSteps } from '../../db/stores/last-steps.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import type { Powers } from '../dependencies.ts';
import { judgeProposal } from './judge-proposal.ts';
import { actsAgain, readWords } from './read-words.ts';
import type { Reading } from './reading.ts';

const NO_MODEL = 'No model is configured any more, so nothing further was run. What is recorded stays.';

/**
 * Reads what was said as far as that needs no model: null where one must be asked. The newest open question of the
 * session is answered, or given up when the message is about something else.
 */
export async function readMessage(powers: Powers, turn: StoredTurn): Promise<Reading | null> {
  const heard = await readWords(powers, turn);
  if ('reading' in heard) return heard.reading;
  if (powers.modelInterpreter) return null;
  if (actsAgain(turn)) return { kind: 'reply', proposal: turn.proposal, composed: plainReply(NO_MODEL, 'error'), closes: null };

  const { said, question, answer, closes } = heard.words;
  const actions = await visibleActions(powers, turn);
  const last = await listLastSteps(powers.database.read, turn);
  const proposal = await powers.interpreter.interpret({ message: said, actions, question, answer, last });
  return judgeProposal(powers, turn, { proposal, closes, done: [] });
}

/** What the author of a turn may see. */
export async function visibleActions({ registryFor, projects }: Pick<Powers, 'registryFor' | 'projects'>, { projectId, userId }: StoredTurn) {
  const project = await projects.find(projectId, userId);
  return registryFor(project?.role ?? null).actions;
}
