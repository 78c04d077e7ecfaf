import type { MissingInput } from '../contract/decision.ts';
import type { JsonObject } from '../contract/json.ts';
import type { ProposedStep } from '../contract/proposal.ts';
import type { InputCheck } from '../domain/action.ts';
import type { ChatCall } from './chat.ts';
import { isJsonObject, parseJson } from './offline/narrow-json.ts';

/** Checks inputs against the schema of an action; null where there is no such action. */
export type CheckInputs = (actionId: string, inputs: JsonObject) => InputCheck | null;

/** What one call came to. `told` is what the model is told of a fault; `missing` is set where nothing else is wrong with it. */
export type JudgedCall =
  | { readonly kind: 'sound'; readonly call: ChatCall; readonly step: ProposedStep }
  | { readonly kind: 'incomplete'; readonly call: ChatCall; readonly step: ProposedStep; readonly missing: readonly MissingInput[]; readonly told: string }
  | { readonly kind: 'wrong'; readonly call: ChatCall; readonly told: string };

/** What calls are judged by: which action a name stands for, if the author may see it, and its schema. */
export type CallRules = { readonly actionOf: (name: string) => string | null; readonly checkInputs: CheckInputs };

const MAX_QUOTED = 100;
const MAX_ISSUES = 10;

/** Says of a call whether it names a known action with inputs that pass its schema, and if not, what is wrong in plain words. */
export function judgeCall(call: ChatCall, { actionOf, checkInputs }: CallRules): JudgedCall {
  const actionId = actionOf(call.name);
  if (actionId === null) return { kind: 'wrong', call, told: `There is no action ${JSON.stringify(call.name.slice(0, MAX_QUOTED))}.` };
  const inputs = call.args.trim() === '' ? {} : parseJson(call.args);
  if (!isJsonObject(inputs)) return { kind: 'wrong', call, told: `The arguments of ${actionId} are not a JSON object.` };
  const check = checkInputs(actionId, inputs);
  if (!check) return { kind: 'wrong', call, told: `There is no action ${actionId} any more.` };
  const step = { actionId, inputs };
  if (check.ok) return { kind: 'sound', call, step };
  const { issues, missing } = check;
  const told = `The inputs of ${actionId} do not fit: ${issues.slice(0, MAX_ISSUES).map(({ path, message }) => `${path} ${message}`).join('; ')}.`;
  return missing.length > 0 && missing.length === issues.length ? { kind: 'incomplete', call, step, missing, told } : { kind: 'wrong', call, told };
}
