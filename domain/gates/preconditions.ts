import type { Condition } from '../condition.ts';
import { type Gate, type GateFacts, pass, type Refusal, refuse } from './gate.ts';

/** Every precondition of the action holds on the state and the inputs; one that errs refuses, naming itself. */
export const preconditions: Gate = (facts) => {
  for (const condition of facts.action.preconditions) {
    const refusal = refusalOf(condition, facts);
    if (refusal) return refusal;
  }
  return pass;
};

function refusalOf(condition: Condition, { state, inputs }: GateFacts): Refusal | null {
  const named = { rule: condition.id, preconditionId: condition.id };
  try {
    if (condition.holds({ state, inputs })) return null;
    return refuse('precondition_failed', `It needs that ${condition.description}.`, named);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('precondition_error', `The precondition ${condition.id} could not be judged: ${reason}`, named);
  }
}
