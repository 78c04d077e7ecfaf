import { readConfirmation } from '../../agent/read-confirmation.ts';
import type { Question } from '../../contract/proposal.ts';
import { findOpenQuestion, type StoredTurn } from '../../db/stores/turns.ts';
import { canStillConfirm } from '../../domain/turn/confirmation-window.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import type { Powers } from '../dependencies.ts';
import type { Reading } from './reading.ts';

/** What an interpreter is asked about: what was said, and the question that it may answer. `closes` is that question's turn, where it is another one. */
export type Words = {
  readonly said: string;
  readonly question: Question | null;
  readonly answer: { readonly choice: number | string } | null;
  readonly closes: StoredTurn | null;
};

const ONLY_TRIED = 'A message that is only simulated confirms nothing and cancels nothing. Say it again without simulating.';
const NOTHING_PENDING = 'Nothing is waiting for a confirmation, so nothing was run.';

/** Whether a turn has acted by itself and is to look at what came of it; then nothing new was said. */
export const actsAgain = ({ step, answer }: Pick<StoredTurn, 'step' | 'answer'>): boolean => step > 0 && answer === null;

/**
 * Takes in what was said, up to the point where somebody must interpret it. Only the operator's own words can confirm:
 * they are compared with a closed list before any agent sees them.
 */
export async function readWords(powers: Powers, turn: StoredTurn): Promise<{ reading: Reading } | { words: Words }> {
  const { answer } = turn;
  if (actsAgain(turn)) return { words: { said: turn.message, question: null, answer: null, closes: null } };
  if (answer && 'confirmed' in answer) return { reading: { kind: 'confirm', pending: turn } };
  const open = answer ? turn : ((await findOpenQuestion(powers.database.read, turn.sessionId, turn.turnId)) ?? null);
  const closes = open === turn ? null : open;
  const said = answer && 'text' in answer ? answer.text : turn.message;

  const word = answer && 'choice' in answer ? null : readConfirmation(said);
  const asksToConfirm = open !== null && open.askedAt !== null;
  if (word && asksToConfirm && turn.simulate) return { reading: { kind: 'reply', proposal: null, composed: plainReply(ONLY_TRIED), closes: null } };
  if (word && open && asksToConfirm && canStillConfirm(open.askedAt, powers.clock.now())) {
    return { reading: { kind: word === 'yes' ? 'confirm' : 'decline', pending: open } };
  }
  const question = open?.proposal?.kind === 'question' && !asksToConfirm ? open.proposal : null;
  if (word === 'yes' && !question) return { reading: { kind: 'reply', proposal: null, composed: plainReply(NOTHING_PENDING), closes } };
  return { words: { said, question, answer: answer && 'choice' in answer ? answer : null, closes } };
}
