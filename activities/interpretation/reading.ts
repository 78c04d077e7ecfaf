import type { Proposal } from '../../contract/proposal.ts';
import type { NewPlan } from '../../db/stores/plans.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import type { Composed } from '../../domain/turn/compose-reply.ts';

/** What a message means: a yes or a no to what is pending, steps to run, or nothing to run and a reply. */
export type Reading =
  | { kind: 'confirm' | 'decline'; pending: StoredTurn }
  | { kind: 'intent'; proposal: Extract<Proposal, { kind: 'intent' }>; closes: StoredTurn | null }
  | { kind: 'plan'; proposal: Extract<Proposal, { kind: 'plan' }>; plan: NewPlan; closes: StoredTurn | null }
  | { kind: 'reply'; proposal: Proposal | null; composed: Composed; closes: StoredTurn | null };
