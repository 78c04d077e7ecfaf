import type { OutcomeError } from '../../contract/decision.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration } from '../action.ts';
import type { Facts } from '../facts.ts';

/** A gate's no. */
export type Refusal = { verdict: 'refuse'; error: Omit<OutcomeError, 'gate'> };

/** What one gate says. A pass may hand on the inputs with defaults filled in, or the cost it worked out. */
export type Verdict = { verdict: 'pass'; inputs?: JsonObject; cost?: number } | Refusal;

/** Facts once the action is known, with what earlier gates worked out. */
export type GateFacts = Facts & { readonly action: ActionDeclaration; readonly inputs: JsonObject; readonly cost: number };

/** One question that every intent must pass; pure, and silent about the others. */
export type Gate = (facts: GateFacts) => Verdict;

export const pass: Verdict = { verdict: 'pass' };

/** A refusal with its code and a sentence for the operator. */
export function refuse(code: OutcomeError['code'], detail: string, more: Partial<OutcomeError> = {}): Refusal {
  return { verdict: 'refuse', error: { ...more, code, detail } };
}
