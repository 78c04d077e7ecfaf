import type { Policy } from '../../contract/policy.ts';
import type { Components } from '../action.ts';
import type { Outcome } from '../execution/run-intent.ts';
import { roundUnits } from '../budget/units.ts';
import type { Usage } from '../facts.ts';
import type { FactKeys } from '../memory/fact-change.ts';
import { keysAfter } from '../memory/keys-after.ts';
import type { Pasts } from '../state/past.ts';

/** What the next intent of a list finds: the state, the version and the usage that the ones before it left, and the earlier states that the list looks back at. */
export type Fold = {
  readonly state: Components;
  readonly version: number;
  readonly usage: Usage;
  readonly pasts?: Pasts;
  /** The keys of the callers' facts, where the list changes any. */
  readonly remembered?: FactKeys | undefined;
};

/**
 * Carries one outcome over: a success moves state, version, quota and budgets; what is not refused counts for the rates.
 * What waits for people is carried over as what it would come to, so only a preview goes on after it.
 */
export function fold(before: Fold, outcome: Outcome, policy: Policy): Fold {
  if (outcome.status === 'rejected') return before;
  const usage = { ...before.usage, rate: nextRate(before.usage.rate) };
  if (outcome.status === 'failed') return { ...before, usage };
  const bareId = outcome.actionId.split('@')[0] ?? outcome.actionId;
  return {
    ...before,
    state: { ...before.state, ...outcome.changed },
    version: before.version + (outcome.diff.length > 0 ? 1 : 0),
    ...(outcome.fact && { remembered: keysAfter(before.remembered, outcome.fact) }),
    usage: {
      rate: usage.rate,
      succeededToday: usage.succeededToday + 1,
      spentToday: roundUnits(usage.spentToday + outcome.cost),
      actionSpentToday: policy.actionBudgets?.[bareId]
        ? { ...usage.actionSpentToday, [bareId]: roundUnits((usage.actionSpentToday[bareId] ?? 0) + outcome.cost) }
        : usage.actionSpentToday,
    },
  };
}

function nextRate(rate: Usage['rate']): Usage['rate'] {
  return {
    ...(rate.perMinute && { perMinute: rate.perMinute.slice(1) }),
    ...(rate.perHour && { perHour: rate.perHour.slice(1) }),
  };
}
