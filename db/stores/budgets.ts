import { roundUnits } from '../../domain/budget/units.ts';
import type { BudgetHistory } from '../../contract/budget-history.ts';
import type { Database } from '../database.ts';
import { instant } from '../instant.ts';

/** What a project has spent since an instant, in cost units and in successful executions; by bare action id for the ids that were asked for. */
export type Spending = { spent: number; succeeded: number; actions: Record<string, number> };

export type Budgets = {
  /** What was spent since an instant. The ledger keeps running totals, so this is a difference of two rows. */
  since(projectId: string, start: Date, actionIds: readonly string[]): Promise<Spending>;
  /** What was spent from one instant to another, by hours or days of a time zone, also those in which nothing was, and on the dearest actions. */
  history(projectId: string, range: HistoryRange): Promise<Pick<BudgetHistory, 'items' | 'actions'>>;
};

/** `from` begins an hour or a day of the time zone. */
type HistoryRange = { from: Date; to: Date } & Pick<BudgetHistory, 'step' | 'timezone'>;

const MOST_ACTIONS = 50;

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

/** Hours and days are those of the clock on the wall: a day may have 23 or 25 hours. */
const HISTORY = `
  select ${instant("s.at at time zone $5")} as at, coalesce(sum(b.cost), 0)::float8 as cost, count(b.seq)::int as entries
  from generate_series(date_trunc($4, $2::timestamptz at time zone $5), date_trunc($4, $3::timestamptz at time zone $5), ('1 ' || $4)::interval) as s(at)
  left join budget_entry b on b.project_id = $1 and b.at >= $2 and b.at <= $3 and date_trunc($4, b.at at time zone $5) = s.at
  group by s.at order by s.at`;

const DEAREST = `
  select b.action_id as "actionId", sum(b.cost)::float8 as cost, count(*)::int as entries from budget_entry b
  where b.project_id = $1 and b.at >= $2 and b.at <= $3 group by b.action_id order by sum(b.cost) desc, b.action_id limit $4`;

const rounded = <Row extends { cost: number }>(rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, cost: roundUnits(row.cost) }));

export const createBudgets = (database: Database): Budgets => ({
  since: async (projectId, start, actionIds) => {
    const [totals] = await database.read<Totals>(TOTALS, [projectId, start]);
    const actions = actionIds.length > 0 ? await database.read<ActionRow>(ACTIONS, [projectId, start, actionIds]) : [];
    const byAction = Object.fromEntries(actions.map(({ id, spent }) => [id, roundUnits(spent)]));
    return { spent: roundUnits(totals?.spent ?? 0), succeeded: totals?.succeeded ?? 0, actions: byAction };
  },
  history: async (projectId, { from, to, step, timezone }) => ({
    items: rounded(await database.read<BudgetHistory['items'][number]>(HISTORY, [projectId, from, to, step, timezone])),
    actions: rounded(await database.read<BudgetHistory['actions'][number]>(DEAREST, [projectId, from, to, MOST_ACTIONS])),
  }),
});
