import type { Gathering } from '../execution/gather.ts';
import type { Outcome } from '../execution/run-intent.ts';
import type { Facts } from '../facts.ts';
import type { SearchBudget } from './search-budget.ts';
import { type SearchGrounds, suggestFirst } from './suggest.ts';

/** An outcome that says what to do first, where a precondition failed; every other one as it is. The facts hold the whole state. */
export function withSuggestion(outcome: Outcome, facts: Facts, grounds: SearchGrounds): Outcome {
  if (outcome.error?.code !== 'precondition_failed' || outcome.error.suggestion !== undefined) return outcome;
  return { ...outcome, error: { ...outcome.error, suggestion: suggestFirst(grounds, facts) } };
}

/** The same within a list, where there is a budget for the search. */
export function suggestWithin({ gathering, search }: { gathering: Gathering; search?: SearchBudget }, outcome: Outcome, facts: Facts): Outcome {
  return search ? withSuggestion(outcome, facts, { ...gathering, budget: search }) : outcome;
}
