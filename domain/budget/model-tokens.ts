/** What the ledger calls the cost of a model's tokens, in the place of an action; no action can have this id. */
export const MODEL_TOKENS = 'model-tokens';
