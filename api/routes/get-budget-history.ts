import { routes } from '../../contract/routes.ts';
import { dayStart } from '../../domain/budget/day-start.ts';
import { roundUnits } from '../../domain/budget/units.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

const DAY_MS = 86_400_000;

/** Shows what was spent by hours of today, or by days up to and with today, in the time zone of the project's budget. */
export const getBudgetHistory = ({ policies, budgets, clock }: Front) =>
  endpoint(routes.getBudgetHistory, async ({ project: { projectId }, query: { days } }) => {
    const current = await policies.current(projectId);
    if (!current) throw new ProblemError('not_found', 'There is no such project.');
    const timezone = current.policy.limits?.budget?.timezone ?? 'UTC';
    const to = clock.now();
    const from = new Date(dayStart(to.getTime() - (days - 1) * DAY_MS, timezone));
    const step = days === 1 ? ('hour' as const) : ('day' as const);
    const { items, actions } = await budgets.history(projectId, { from, to, step, timezone });
    const cost = roundUnits(items.reduce((sum, item) => sum + item.cost, 0));
    return answer({ from: from.toISOString(), to: to.toISOString(), timezone, step, cost, items, actions });
  });
