import type { Policy } from '../../contract/policy.ts';

/** A policy as it holds on a fork: its windows, rules and approvals without its rates, quotas and budgets, because nothing there is counted. */
export function withoutLimits({ limits: _limits, actionBudgets: _actionBudgets, ...policy }: Policy): Policy {
  return policy;
}
