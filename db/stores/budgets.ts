import { roundUnits } from '../../domain/budget/units.ts';
import type { Database } from '../database.ts';

/** What a project has spent since an instant, in cost units and in successful executions; by bare action id for the ids that were asked for. */
export type Spending = { spent: number; succeeded: number; actions: Record<string, number> };

export type Budgets = {
  /** What was spent since an instant. The ledger keeps running totals, so this is a difference of two rows. */
  since(projectId: string, start: Date, actionIds: readonly string[]): Promise<Spending>;
};

type Totals = { spent: number; succeeded: number };
type ActionRow = { id: string; spent: number };

const TOTALS = `
  select h.spent_total - coalesce(b.project_total, 0) as spent, (h.success_total - coalesce(b.success_total, 0))::float8 as succeeded
  from project_head h
  left join lateral (select project_total, success_total from budget_entry
    where project_id = $1 and at < $2 order by at desc, seq desc limit 1) b on true
  where h.project_id = $1`;

/** The order is that of the index of an action's entries, so that an action which was never run does not read the whole ledger. */
const ACTIONS = `
  select i.id, coalesce(newest.action_total, 0) - coalesce(before.action_total, 0) as spent
  from unnest($3::text[]) as i(id)
  left join lateral (select action_total from budget_entry
    where project_id = $1 and action_id = i.id order by at desc, seq desc limit 1) newest on true
  left join lateral (select action_total from budget_entry
    where project_id = $1 and action_id = i.id and at < $2 order by at desc, seq desc limit 1) before on true`;

export const createBudgets = (database: Database): Budgets => ({
  since: async (projectId, start, actionIds) => {
    const [totals] = await database.read<Totals>(TOTALS, [projectId, start]);
    const actions = actionIds.length > 0 ? await database.read<ActionRow>(ACTIONS, [projectId, start, actionIds]) : [];
    const byAction = Object.fromEntries(actions.map(({ id, spent }) => [id, roundUnits(spent)]));
    return { spent: roundUnits(totals?.spent ?? 0), succeeded: totals?.succeeded ?? 0, actions: byAction };
  },
});
