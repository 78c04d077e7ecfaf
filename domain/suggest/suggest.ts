import type { Suggestion } from '../../contract/decision.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration } from '../action.ts';
import type { Catalog } from '../catalog.ts';
import type { Condition } from '../condition.ts';
import { sensitiveValues } from '../execution/sensitive-values.ts';
import { runIntent } from '../execution/run-intent.ts';
import type { Facts } from '../facts.ts';
import type { Footprint } from '../footprint.ts';
import { findSteps } from './find-steps.ts';
import { type Candidate, relevantActions } from './relevant-actions.ts';
import type { SearchBudget } from './search-budget.ts';
import { isUnmet } from './unmet.ts';

const MAX_STEPS = 4;

/** What a search may use. The facts it is asked with hold the whole state. */
export type SearchGrounds = { readonly catalog: Catalog; readonly footprint: (action: ActionDeclaration) => Footprint; readonly budget: SearchBudget };

/**
 * The least that the caller can do first so that an intent whose preconditions fail would be carried out, or would wait for
 * people: found by trying what he may run, on a copy. Null where nothing of the kind exists, or none was found in time.
 */
export function suggestFirst(grounds: SearchGrounds, facts: Facts): Suggestion | null {
  const { action, intent } = facts;
  const check = action?.checkInputs(intent.inputs);
  if (!action || !check?.ok) return null;
  const asked = { ...intent, confirmed: true };
  return bringAbout(grounds, facts, unmetOf(action.preconditions, facts, check.inputs), (after) => {
    if (action.preconditions.some((condition) => isUnmet(condition, after.state, check.inputs))) return false;
    const { status } = runIntent({ ...after, intent: asked, elapsed: () => 0 }, grounds.footprint);
    return status === 'success' || status === 'pending_approval';
  });
}

/** The same for conditions that ask for no inputs, where the intent has not got all of its inputs yet. */
export function suggestTowards(grounds: SearchGrounds, facts: Facts, conditions: readonly Condition[]): Suggestion | null {
  return bringAbout(grounds, facts, unmetOf(conditions, facts, {}), ({ state }) => conditions.every((condition) => !isUnmet(condition, state, {})));
}

function bringAbout({ catalog, footprint, budget }: SearchGrounds, facts: Facts, unmet: readonly Condition[], isReached: (facts: Facts) => boolean): Suggestion | null {
  if (unmet.length === 0) return null;
  const secrets = facts.action ? sensitiveValues(facts.action.inputSchema, facts.intent.inputs) : [];
  const candidates = relevantActions({ catalog, caller: facts.caller, state: facts.state }, unmet, MAX_STEPS, secrets);
  const steps = findSteps({ facts, footprint, candidates, isReached, maxSteps: MAX_STEPS, budget });
  return steps && inWords(steps, unmet);
}

function unmetOf(conditions: readonly Condition[], { state }: Facts, inputs: JsonObject): Condition[] {
  return conditions.filter((condition) => isUnmet(condition, state, inputs));
}

function inWords(found: readonly Candidate[], unmet: readonly Condition[]): Suggestion | null {
  const steps = found.map(({ action, inputs }) => ({ actionId: action.id, inputs, title: action.title }));
  const [first] = steps;
  if (!first) return null;
  const wanted = unmet.map(({ description }) => description).join(', and ');
  const why = steps.length === 1 ? `After it, ${wanted}.` : `It is the first of ${steps.length} steps after which ${wanted}.`;
  return { ...first, why, steps };
}
