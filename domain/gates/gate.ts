import type { OutcomeError, ShadowVerdict } from '../../contract/decision.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { Role } from '../../contract/project.ts';
import type { ActionDeclaration } from '../action.ts';
import type { Facts } from '../facts.ts';

/** A gate's no. */
export type Refusal = { verdict: 'refuse'; error: Omit<OutcomeError, 'gate'>; shadow?: ShadowVerdict[] };

/** Why an intent has to wait for people, and for whom. */
export type Hold = { gate: 'policy' | 'approval'; rule: string; text: string; requiredRole: Role; quorum: number; expiresAfterMs: number };

/** What one gate says. A pass may hand on the inputs with defaults filled in, or the cost it worked out. `shadow` is what rules would have said, were they enforced. */
export type Verdict =
  | { verdict: 'pass'; inputs?: JsonObject; cost?: number; shadow?: ShadowVerdict[] }
  | { verdict: 'hold'; holds: readonly Hold[]; shadow?: ShadowVerdict[] }
  | Refusal;

/** Facts once the action is known, with what earlier gates worked out. */
export type GateFacts = Facts & { readonly action: ActionDeclaration; readonly inputs: JsonObject; readonly cost: number };

/** One question that every intent must pass; pure, and silent about the others. */
export type Gate = (facts: GateFacts) => Verdict;

export const pass: Verdict = { verdict: 'pass' };

/** A hold: the later gates are still asked, and holds add up. */
export const hold = (one: Hold): Verdict & { verdict: 'hold' } => holdAll([one]);
export const holdAll = (holds: readonly Hold[]): Verdict & { verdict: 'hold' } => ({ verdict: 'hold', holds });

/** A refusal with its code and a sentence for the operator. */
export function refuse(code: OutcomeError['code'], detail: string, more: Partial<OutcomeError> = {}): Refusal {
  return { verdict: 'refuse', error: { ...more, code, detail } };
}
