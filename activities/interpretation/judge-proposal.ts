import type { Execution } from '../../contract/execution.ts';
import type { Proposal } from '../../contract/proposal.ts';
import { readHead } from '../../db/stores/heads.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { lifecycle } from '../../domain/gates/lifecycle.ts';
import { type Composed, plainReply, replyToQuestion } from '../../domain/turn/compose-reply.ts';
import { sumUp, sumUpAll } from '../../domain/turn/sum-up.ts';
import type { Powers } from '../dependencies.ts';
import { draftPlan } from './draft-plan.ts';
import type { Reading } from './reading.ts';
import { tryOut } from './try-out.ts';

/** A proposal, the question that it answers or gives up, and what the turn has done before it. */
export type Proposed = { readonly proposal: Proposal; readonly closes: StoredTurn | null; readonly done: readonly Execution[] };

/**
 * Makes a reading of a proposal. Of a message that is only to be tried, or that answers the question of one, nothing becomes an
 * attempt or a plan. In a project that is locked or archived a question or a plan would lead nowhere, so the turn says so at once.
 */
export async function judgeProposal(powers: Powers, turn: StoredTurn, { proposal, closes, done }: Proposed): Promise<Reading> {
  if (turn.simulate || closes?.simulate) {
    if (proposal.kind === 'intent') return { kind: 'reply', proposal, composed: await tryOut(powers, turn, [proposal.step]), closes };
    if (proposal.kind === 'plan') return { kind: 'reply', proposal, composed: await tryOut(powers, turn, proposal.steps), closes };
  }
  if (proposal.kind === 'intent') return { kind: 'intent', proposal, closes };
  const closed = await findClosed(powers, turn);
  if (closed) return { kind: 'reply', proposal, composed: closed, closes };
  if (proposal.kind === 'plan') return { kind: 'plan', proposal, plan: await draftPlan({ ...powers, planLimits: limitsLeft(powers, turn, done) }, turn, proposal.steps), closes };
  if (proposal.kind === 'nothing' && done.length > 0) return { kind: 'reply', proposal, composed: sumUpAll(done), closes };
  return { kind: 'reply', proposal, composed: sumUp(done, replyToQuestion(proposal)), closes };
}

/** What a turn has done counts towards the limit of its mode. */
function limitsLeft({ planLimits }: Powers, { mode }: StoredTurn, done: readonly Execution[]): Powers['planLimits'] {
  return { ...planLimits, [mode]: planLimits[mode] - done.length };
}

/** The refusal of a project in which nothing can be run; null where it is active. */
export async function findClosed({ database }: Pick<Powers, 'database'>, { projectId }: Pick<StoredTurn, 'projectId'>): Promise<Composed | null> {
  const head = await readHead(database.read, projectId);
  const verdict = lifecycle({ project: { status: head?.status ?? 'archived' } });
  return verdict.verdict === 'refuse' ? plainReply(`Refused: ${verdict.error.detail}`) : null;
}
