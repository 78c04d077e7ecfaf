import type { Policy } from '../../contract/policy.ts';
import { roundUnits } from '../budget/units.ts';

/** What tokens cost under a policy, in cost units; nothing where it does not price them. */
export function tokenCost({ limits }: Policy, { prompt, completion }: { prompt: number; completion: number }): number {
  return roundUnits(((prompt + completion) * (limits?.tokens?.unitsPerThousand ?? 0)) / 1_000);
}

/** The daily budget of a policy that prices tokens; null where asking a model uses up nothing. */
export function tokenBudget({ limits }: Policy): { daily: number; timezone: string } | null {
  const price = limits?.tokens?.unitsPerThousand ?? 0;
  return price > 0 && limits?.budget ? limits.budget : null;
}
