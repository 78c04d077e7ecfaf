import { roundUnits } from '../budget/units.ts';
import { type Gate, refuse } from './gate.ts';

/** What it costs fits into what is left of the day's budget, and of the action's own. */
export const budget: Gate = ({ usage, policy, action, inputs }) => {
  const cost = roundUnits(action.cost(inputs));
  const daily = policy.limits?.budget?.daily;
  if (daily !== undefined && roundUnits(usage.spentToday + cost) > daily) {
    return refuse('budget_exceeded', `It costs ${cost}; ${units(daily - usage.spentToday)} of ${daily} units are left today.`, { rule: 'limits.budget.daily' });
  }
  const own = policy.actionBudgets?.[action.id]?.daily;
  const spent = usage.actionSpentToday[action.id] ?? 0;
  if (own !== undefined && roundUnits(spent + cost) > own) {
    const left = `${units(own - spent)} of ${own} units are left today for ${action.id}`;
    return refuse('action_budget_exceeded', `It costs ${cost}; ${left}.`, { rule: `actionBudgets.${action.id}` });
  }
  return { verdict: 'pass', cost };
};

function units(left: number): number {
  return Math.max(0, roundUnits(left));
}
