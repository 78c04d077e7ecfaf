import { ModelError } from '../../agent/model-error.ts';
import type { ModelInterpreter, PromptMaterial } from '../../agent/model-interpreter.ts';
import { listToldFacts } from '../../agent/prompt/tell-facts.ts';
import type { Execution } from '../../contract/execution.ts';
import type { Proposal } from '../../contract/proposal.ts';
import { listExecutionsOfTurns } from '../../db/stores/executions.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { type Composed, plainReply } from '../../domain/turn/compose-reply.ts';
import { sumUp } from '../../domain/turn/sum-up.ts';
import type { Powers } from '../dependencies.ts';
import { findClosed, judgeProposal } from './judge-proposal.ts';
import { findSpent } from './find-spent.ts';
import { loadMaterial } from './load-material.ts';
import type { Reading } from './reading.ts';
import { readWords } from './read-words.ts';
import { recordModelCall } from './record-model-call.ts';

/** Which model is asked, and what ends the asking. */
export type Asking = { readonly model: ModelInterpreter; readonly signal: AbortSignal };

/** Reads what was said with the help of a model, which proposes and nothing more. One that cannot be asked ends the turn with a plain sentence. */
export async function readByModel(powers: Powers, turn: StoredTurn, asking: Asking): Promise<Reading> {
  const heard = await readWords(powers, turn);
  if ('reading' in heard) return heard.reading;
  const { closes } = heard.words;
  const outcomes = await listExecutionsOfTurns(powers.database.read, turn.projectId, [turn.turnId]);
  const done = outcomes.filter(isDone);
  const reply = (composed: Composed): Reading => ({ kind: 'reply', proposal: null, composed: sumUp(done, composed), closes });

  const refusal = (await findClosed(powers, turn)) ?? (await findSpent(powers, turn));
  if (refusal) return reply(refusal);
  try {
    const proposal = await ask(powers, turn, asking, await loadMaterial(powers, turn, { ...heard.words, outcomes }));
    return await judgeProposal(powers, turn, { proposal, closes, done });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    powers.logger.warn('model-failed', error.message, { project_id: turn.projectId, turn_id: turn.turnId, outcome: error.outcome });
    return reply(plainReply(error.message, 'error'));
  }
}

/** What a turn has done, oldest first. */
export async function listDone({ database }: Pick<Powers, 'database'>, { projectId, turnId }: Pick<StoredTurn, 'projectId' | 'turnId'>): Promise<Execution[]> {
  return (await listExecutionsOfTurns(database.read, projectId, [turnId])).filter(isDone);
}

const isDone = ({ status }: Execution): boolean => status === 'success';

function ask(powers: Powers, turn: StoredTurn, { model, signal }: Asking, material: PromptMaterial): Promise<Proposal> {
  const facts = listToldFacts(material.facts);
  return model.interpret(material, {
    signal,
    onText: (text) => powers.whisper(turn, text),
    onCall: (report) => recordModelCall(powers, turn, report, { model: model.model, facts }),
  });
}
