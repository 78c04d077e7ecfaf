import type { MissingInput } from '../../contract/decision.ts';
import type { JsonObject } from '../../contract/json.ts';
import { seesAction } from '../access/sees-action.ts';
import type { ActionDeclaration } from '../action.ts';
import { roundUnits } from '../budget/units.ts';
import type { Facts } from '../facts.ts';
import type { GateFacts } from '../gates/gate.ts';

/** What can be asked about an action while nobody has given its inputs. */
export type Known = {
  /** With the rules and preconditions alone that can be judged. */
  readonly facts: GateFacts;
  /** Whether its defaults are all the inputs that it needs. */
  readonly isComplete: boolean;
  readonly missing: MissingInput[];
  /** Whether the caller may not see it. */
  readonly isHidden: boolean;
};

/** Fills in what defaults give, and leaves out the rules and preconditions that depend, or may depend, on inputs which are not there. */
export function knownOf(facts: Facts, action: ActionDeclaration): Known {
  const isHidden = !seesAction(facts.caller.role, action.visibility);
  const check = action.checkInputs({});
  if (check.ok) return { facts: { ...facts, action, inputs: check.inputs, cost: costOf(action, check.inputs) }, isComplete: true, missing: [], isHidden };
  const askable = { ...action, preconditions: action.preconditions.filter(({ readsInputs }) => !readsInputs) };
  const rulebook = { ...facts.rulebook, rules: facts.rulebook.rules.filter(({ readsInputs }) => !readsInputs), houseRule: null };
  return { facts: { ...facts, rulebook, action: askable, inputs: {}, cost: action.fixedCost ?? 0 }, isComplete: false, missing: check.missing, isHidden };
}

/** What it costs, or nothing where that cannot be worked out: the budget gate says why. */
function costOf(action: ActionDeclaration, inputs: JsonObject): number {
  try {
    return roundUnits(action.cost(inputs));
  } catch {
    return 0;
  }
}
