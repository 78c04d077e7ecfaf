import type { Plan } from '../../contract/plan.ts';
import type { Turn } from '../../contract/turn.ts';

/** What may be done about a plan: its turn asks for a confirmation, it is a draft of one's own, or nothing. */
export type PlanOffer = 'confirm' | 'draft' | 'nothing';

/** While a turn waits for a confirmation, that is the one way to run its plan: a draft run beside it would leave the question open. */
export function planOffer(plan: Pick<Plan, 'status'>, turn: Pick<Turn, 'status' | 'reply'>): PlanOffer {
  if (turn.status === 'awaiting_confirmation') return turn.reply?.confirmation ? 'confirm' : 'nothing';
  return plan.status === 'draft' ? 'draft' : 'nothing';
}
