const MAX_SIMULATIONS = 3_000;
const TEXT_OF_ONE = 2_000;

/** How much more may be tried. Several searches share one, so that what is decided together ends in bounded time. */
export type SearchBudget = { left: number };

export function openSearchBudget(simulations = MAX_SIMULATIONS): SearchBudget {
  return { left: simulations };
}

/** Takes one simulation off, and more where the state that it made is long. */
export function spendOn(budget: SearchBudget, textLength: number): void {
  budget.left -= 1 + Math.floor(textLength / TEXT_OF_ONE);
}
