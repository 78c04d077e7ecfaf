import type { Policy } from '../../contract/policy.ts';

const MAX_STEPS = 4;

/**
 * The actions to gather facts for, so that a search can look past the intents that are asked for: the limits of the steps
 * that may come first and of the intent after them, and what actions with a budget of their own have spent.
 */
export function lookahead(actionIds: readonly string[], { actionBudgets }: Policy): string[] {
  const further = actionIds.slice(-1).flatMap((actionId) => Array.from({ length: MAX_STEPS }, () => actionId));
  return [...actionIds, ...further, ...Object.keys(actionBudgets ?? {})];
}
