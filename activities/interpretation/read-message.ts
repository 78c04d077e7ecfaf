import { readConfirmation } from '../../agent/read-confirmation.ts';
import type { Proposal } from '../../contract/proposal.ts';
import { readHead } from '../../db/stores/heads.ts';
import type { NewPlan } from '../../db/stores/plans.ts';
import { findOpenQuestion, type StoredTurn } from '../../db/stores/turns.ts';
import { lifecycle } from '../../domain/gates/lifecycle.ts';
import { canStillConfirm } from '../../domain/turn/confirmation-window.ts';
import { type Composed, plainReply, replyToQuestion } from '../../domain/turn/compose-reply.ts';
import type { Powers } from '../dependencies.ts';
import { draftPlan } from './draft-plan.ts';

/** What a message means: a yes or a no to what is pending, steps to run, or nothing to run and a reply. */
export type Reading =
  | { kind: 'confirm' | 'decline'; pending: StoredTurn }
  | { kind: 'intent'; proposal: Extract<Proposal, { kind: 'intent' }>; closes: StoredTurn | null }
  | { kind: 'plan'; proposal: Extract<Proposal, { kind: 'plan' }>; plan: NewPlan; closes: StoredTurn | null }
  | { kind: 'reply'; proposal: Proposal | null; composed: Composed; closes: StoredTurn | null };

/**
 * Reads what was said. Only the operator's own words can confirm: they are compared with a closed list before any agent
 * sees them. The newest open question of the session is answered, or given up when the message is about something else.
 */
export async function readMessage(powers: Powers, turn: StoredTurn): Promise<Reading> {
  const { answer } = turn;
  if (answer && 'confirmed' in answer) return { kind: 'confirm', pending: turn };
  const open = answer ? turn : ((await findOpenQuestion(powers.database.read, turn.sessionId, turn.turnId)) ?? null);
  const closes = open === turn ? null : open;
  const said = answer && 'text' in answer ? answer.text : turn.message;

  const word = answer && 'choice' in answer ? null : readConfirmation(said);
  const asksToConfirm = open !== null && open.askedAt !== null;
  if (word && open && asksToConfirm && canStillConfirm(open.askedAt, powers.clock.now())) {
    return { kind: word === 'yes' ? 'confirm' : 'decline', pending: open };
  }
  const question = open?.proposal?.kind === 'question' && !asksToConfirm ? open.proposal : null;
  if (word === 'yes' && !question) return { kind: 'reply', proposal: null, composed: plainReply(NOTHING_PENDING), closes };

  const proposal = await powers.interpreter.interpret({
    message: said,
    actions: await visibleActions(powers, turn),
    question,
    answer: answer && 'choice' in answer ? answer : null,
  });
  return judgeProposal(powers, turn, proposal, closes);
}

const NOTHING_PENDING = 'Nothing is waiting for a confirmation, so nothing was run.';

async function visibleActions({ registryFor, members }: Powers, { projectId, userId }: StoredTurn) {
  const member = await members.find(projectId, userId);
  return registryFor(member?.role ?? null).actions;
}

/** In a project that is locked or archived a question or a plan would lead nowhere, so the turn says so at once. */
async function judgeProposal(powers: Powers, turn: StoredTurn, proposal: Proposal, closes: StoredTurn | null): Promise<Reading> {
  if (proposal.kind === 'intent') return { kind: 'intent', proposal, closes };
  const head = await readHead(powers.database.read, turn.projectId);
  const verdict = lifecycle({ project: { status: head?.status ?? 'archived' } });
  if (verdict.verdict === 'refuse') return { kind: 'reply', proposal, composed: plainReply(`Refused: ${verdict.error.detail}`), closes };
  if (proposal.kind === 'plan') return { kind: 'plan', proposal, plan: await draftPlan(powers, turn, proposal.steps), closes };
  return { kind: 'reply', proposal, composed: replyToQuestion(proposal), closes };
}
