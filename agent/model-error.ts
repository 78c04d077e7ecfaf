import type { ModelCallOutcome } from '../contract/model-call.ts';

/** Why a model could not be asked, in a plain sentence for the operator; it names no key and no address. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly outcome: Exclude<ModelCallOutcome, 'answered'>;

  constructor(outcome: Exclude<ModelCallOutcome, 'answered'>, message: string, options?: ErrorOptions) {
    super(message, options);
    this.outcome = outcome;
  }
}
