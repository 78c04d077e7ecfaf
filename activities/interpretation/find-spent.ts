import { createBudgets } from '../../db/stores/budgets.ts';
import { readHead } from '../../db/stores/heads.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { type Composed, plainReply } from '../../domain/turn/compose-reply.ts';
import { tokenBudget } from '../../domain/turn/token-cost.ts';
import type { Powers } from '../dependencies.ts';

/** The refusal of a project whose policy prices tokens and whose daily budget has nothing left; null where a model may be asked. */
export async function findSpent({ database, readPolicy, clock, dayStart }: Powers, { projectId }: StoredTurn): Promise<Composed | null> {
  const head = await readHead(database.read, projectId);
  if (!head) return null;
  const { policy } = await readPolicy(database.read, projectId, head.policyVersion);
  const budget = tokenBudget(policy);
  if (!budget) return null;
  const { spent } = await createBudgets(database).since(projectId, new Date(dayStart(clock.now().getTime(), budget.timezone)), []);
  if (spent < budget.daily) return null;
  return plainReply(`Refused: the daily budget of ${budget.daily} cost units is used up, so no model was asked.`);
}
