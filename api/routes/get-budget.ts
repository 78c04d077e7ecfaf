import type { Policy } from '../../contract/policy.ts';
import type { Budget } from '../../contract/project.ts';
import { routes } from '../../contract/routes.ts';
import type { Spending } from '../../db/stores/budgets.ts';
import { dayStart, nextDayStart } from '../../domain/budget/day-start.ts';
import { roundUnits } from '../../domain/budget/units.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Shows what was spent of the project's limits today, in the time zone of its budget. */
export const getBudget = ({ policies, budgets, clock }: Front) =>
  endpoint(routes.getBudget, async ({ project: { projectId } }) => {
    const current = await policies.current(projectId);
    if (!current) throw new ProblemError('not_found', 'There is no such project.');
    const { policy } = current;
    const now = clock.now().getTime();
    const timeZone = policy.limits?.budget?.timezone ?? 'UTC';
    const spending = await budgets.since(projectId, new Date(dayStart(now, timeZone)), Object.keys(policy.actionBudgets ?? {}));
    return answer(toBudget(policy, spending, new Date(nextDayStart(now, timeZone))));
  });

function toBudget({ limits, actionBudgets }: Policy, { spent, succeeded, actions }: Spending, resetsAt: Date): Budget {
  const limit = limits?.budget?.daily ?? null;
  return {
    daily: { limit, spent, reserved: 0, remaining: limit === null ? null : Math.max(roundUnits(limit - spent), 0), resetsAt: resetsAt.toISOString() },
    actions: Object.fromEntries(Object.entries(actionBudgets ?? {}).map(([id, { daily }]) => [id, { limit: daily, spent: actions[id] ?? 0 }])),
    quota: { limit: limits?.quota?.perDay ?? null, used: succeeded },
    rate: { perMinute: limits?.rate?.perMinute ?? null, perHour: limits?.rate?.perHour ?? null },
  };
}
