import type { JsonObject } from '../../../contract/json.ts';
import type { Policy } from '../../../contract/policy.ts';
import { resolveAction } from '../../../domain/catalog.ts';
import type { Catalog } from '../../../domain/catalog.ts';
import { runIntent } from '../../../domain/execution/run-intent.ts';
import type { Caller, Facts } from '../../../domain/facts.ts';
import { createFootprints } from '../../../domain/footprint.ts';
import { fold } from '../../../domain/plan/fold.ts';
import { openSearchBudget } from '../../../domain/suggest/search-budget.ts';
import { withSuggestion } from '../../../domain/suggest/with-suggestion.ts';
import { catalogOf, initialStates } from '../../registry/catalog-of.ts';
import { caller, facts } from '../given.ts';

export type Step = { actionId: string; inputs: JsonObject };
export type Given = { caller?: Partial<Caller>; policy?: Policy; simulations?: number };

/** The part of a switch that can be on or off: a component, and an action that needs others to be on and turns it on. */
export function onOff(id: string, needs: readonly string[] = [], more: JsonObject = {}): { component: JsonObject; action: JsonObject } {
  const preconditions = needs.map((need) => ({ id: `${need.replaceAll('.', '-')}-on`, description: `${need} is on`, check: { val: ['state', need, 'on'] } }));
  return {
    component: { id, title: id, stateSchema: { type: 'object' }, initialState: { on: false } },
    action: { id: `${id}.start`, title: `Start ${id}`, description: 'Starts it.', examples: [], targets: [id], risk: 'low', inputSchema: { type: 'object', properties: {} }, preconditions, changes: [{ path: [id, 'on'], value: true }], ...more },
  };
}

export const packOf = (parts: readonly { component: JsonObject; action: JsonObject }[], actions: readonly JsonObject[] = []): Catalog =>
  catalogOf({ pack: 'chain', components: parts.map(({ component }) => component), actions: [...parts.map(({ action }) => action), ...actions] });

/** Runs an intent on a catalog's first state, and on what steps before it leave. */
export function tryOn(catalog: Catalog, asked: Step, before: readonly Step[] = [], given: Given = {}) {
  const footprint = createFootprints(catalog);
  const start = facts({ caller: caller(given.caller), ...(given.policy && { policy: given.policy }), state: initialStates(catalog) });
  const at = (step: Step, now: Facts): Facts => ({ ...now, action: resolveAction(catalog, step.actionId), intent: { ...step, mode: 'assisted', confirmed: true } });
  let now = start;
  for (const step of before) {
    const outcome = runIntent(at(step, now), footprint);
    if (outcome.status !== 'success') return { outcome, ranUpTo: step };
    const { state, usage } = fold({ state: now.state, version: 0, usage: now.usage }, outcome, now.policy);
    now = { ...now, state, usage };
  }
  const budget = openSearchBudget(given.simulations);
  const outcome = withSuggestion(runIntent(at(asked, now), footprint), at(asked, now), { catalog, footprint, budget });
  return { outcome, ranUpTo: null, left: budget.left };
}
